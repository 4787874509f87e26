// No descriptor is left: who comes is told so, who is there goes on being answered, files are read and
// feedback kept as soon as there are some again.
//
//   node tests/stress/descriptors.mjs [limit]     64 unless said
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ask, finish, keptConnection, ledgerEntries, post, request, sleep, startBehind, verdict } from "./support.mjs";

const limit = Number(process.argv[2] ?? 64);
const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-descriptors-"));
const ledger = path.join(folder, "ledger.db");
// The server knows the limit and keeps below it; that it is lowered behind its back it cannot know.
const server = await startBehind([], "--ledger", ledger, "--max-client-connections", "0", "--idle-time", "60");
const question = request(server.port);
const other = keptConnection(server.port);
await other.send(question);
const before = server.descriptors();
execFileSync("prlimit", ["--pid", String(server.pid), `--nofile=${limit}:20000`]);

// Idle clients, until nobody gets in any longer.
const idle = [];
let turnedAway = 0;
for (let i = 0; i < 2 * limit; ++i) {
  const connection = keptConnection(server.port);
  const { status } = await connection.send(question);
  if (status === 200) idle.push(connection);
  else ++turnedAway;
}
verdict(`${2 * limit} clients at ${limit} descriptors: those who get in are answered, the others turned away`,
  idle.length > 0 && idle.length < limit && turnedAway > 0, `${idle.length} in, ${turnedAway} turned away`);

const feedback = post(server.port, "/api/feedback", { question: "q", answer: "a", helpful: true, comment: "words" });
let good = 0;
for (let i = 0; i < 200; ++i) if ((await idle[i % idle.length].send(question)).status === 200) ++good;
verdict("who is in goes on being answered", good === 200, `${good} of 200`);
// The server looks at its files each second: while the last clients came in, it may have held a descriptor
// or two that it gave back since. Who gets those keeps them.
const late = [];
for (let i = 0; i < 50; ++i) {
  const connection = keptConnection(server.port);
  const { status } = await connection.send(question);
  if (status === 200) idle.push(connection);
  late.push(status);
}
const refused = late.filter((status) => status === 503).length;
const served = late.filter((status) => status === 200).length;
verdict("who comes is told 503", refused + served === late.length && served <= 2, [...new Set(late)].join(" "));
const kept = (await idle[0].send(feedback)).status;
verdict("feedback is kept or refused, not lost", kept === 204 || kept === 503, kept);
server.kill("SIGHUP");
await sleep(1_000);
verdict("a reload that cannot read its files changes nothing", (await idle[0].send(question)).status === 200,
  server.log().split("\n").filter((line) => line.startsWith("reload: ")).at(-1));

for (const connection of idle) connection.close();
await sleep(500);
const statuses = [];
for (let i = 0; i < 50; ++i) statuses.push((await ask(server.port, request(server.port, { close: true }))).status);
verdict("when they go, all are answered again", statuses.every((status) => status === 200), [...new Set(statuses)].join(" "));
const last = (await other.send(feedback)).status;
verdict("and feedback is kept", last === 204, last);
const entries = ledgerEntries(ledger).length;
const acknowledged = [kept, last].filter((status) => status === 204).length;
verdict("all that was acknowledged is there", entries >= acknowledged, `${entries} of ${acknowledged}`);
other.close();
for (let i = 0; i < 50 && server.descriptors() > before; ++i) await sleep(100);
verdict("no descriptor is left over", server.descriptors() <= before, `${server.descriptors()}, ${before} before`);
verdict("and the program ends in order", (await server.stop()) === 0, "code 0");
rmSync(folder, { recursive: true, force: true });
finish();
