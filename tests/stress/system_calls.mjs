// System calls fail, one after the other, while clients ask, give feedback and files change: the program
// does not end, answers as soon as they work again, loses nothing that it acknowledged and leaks no
// descriptor. Needs the Debian packages strace and sqlite3.
//
//   node tests/stress/system_calls.mjs [call …]     all of those below unless some are named
//
// Each call fails every third time, and then all the time. Those of the start alone are left out: there the
// program ends and says why.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../node/port.mjs";
import { finish, integrity, keptConnection, ledgerEntries, post, request, sleep, startBehind, verdict, withFailing, wordOf } from "./support.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-calls-"));
const pack = path.join(folder, "packs", "countries");
cpSync(path.join(root, "knowledge/countries"), pack, { recursive: true });

// What each can fail with where disks, memory, descriptors and clients give way.
const failures = {
  "read": ["EIO", "EINTR"],
  "pread64": ["EIO"],
  "write": ["EIO", "ENOSPC", "EPIPE"],
  "pwrite64": ["EIO", "ENOSPC"],
  "openat": ["EMFILE", "EACCES", "EIO"],
  "newfstatat": ["EIO", "EACCES"],
  "fdatasync": ["EIO"],
  "ftruncate": ["EIO", "ENOSPC"],
  "rename": ["EIO", "ENOSPC"],
  "getdents64": ["EIO"],
  "fcntl": ["EIO", "ENOLCK"],
  "mmap": ["ENOMEM"],
  "accept4": ["EMFILE", "ECONNABORTED", "ENOMEM"],
  "recvfrom": ["ECONNRESET", "ENOMEM"],
  "sendto": ["EPIPE", "ENOBUFS"],
  "setsockopt": ["EINVAL", "ENOBUFS"],
  "shutdown": ["ENOTCONN"],
  "epoll_ctl": ["ENOMEM"],
};

const calls = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(failures);
for (const call of calls) if (!(call in failures)) throw new Error(`expected one of ${Object.keys(failures).join(", ")}, found ${call}`);

const ledger = path.join(folder, "ledger.db");
const start = () => startBehind([], "--knowledge", path.join(folder, "packs"), "--ledger", ledger, "--ledger-questions", "all",
  "--cache", path.join(folder, "cache"), "--max-client-connections", "0", "--request-time", "2");
const table = readFileSync(path.join(root, "knowledge/countries/countries.csv"), "utf8");
const acknowledged = new Set();
let sent = 0;
let changes = 0;

// Clients of all sorts for so many milliseconds; what comes back is counted, not judged.
async function load(server, ms) {
  const end = performance.now() + ms;
  let replies = 0;
  const give = async (i) => {
    const connection = keptConnection(server.port);
    while (performance.now() < end && server.isRunning()) {
      const word = wordOf(sent++);
      const bytes = i % 2 === 0 ? post(server.port, "/api/feedback", { question: "q", answer: "a", helpful: true, comment: word }) : request(server.port, { close: i % 4 === 1 });
      const late = sleep(1_000).then(() => ({ status: 0 }));
      const { status } = await Promise.race([connection.send(bytes), late]);
      if (status === 204) acknowledged.add(word);
      if (status !== 0) ++replies;
      else await sleep(20);
    }
    connection.close();
  };
  const touch = async () => {
    for (; performance.now() < end; await sleep(150)) {
      writeFileSync(path.join(pack, "countries.csv"), table.replace(/^(Kenya,.*?,)580367,/m, `$1${500_000 + ++changes},`));
      server.kill("SIGHUP");
    }
  };
  await Promise.all([...Array.from({ length: 6 }, (_, i) => give(i)), touch()]);
  return replies;
}

async function recovers(server) {
  const begin = performance.now();
  while (performance.now() - begin < 5_000) {
    const connection = keptConnection(server.port);
    const answers = await Promise.race([sleep(500).then(() => []), Promise.all([connection.send(request(server.port))])]);
    connection.close();
    if (answers[0]?.status === 200) return performance.now() - begin;
    await sleep(20);
  }
  return Infinity;
}

let server = await start();
await load(server, 500);
const before = server.descriptors();
let slowest = 0;
for (const call of calls) {
  const errors = failures[call];
  const ends = [];
  let replies = 0;
  let failed = 0;
  for (const error of errors) {
    for (const when of ["when=1+3", "when=1+1"]) {
      const lines = await withFailing(server, `${call}:error=${error}:${when}`, async () => { replies += await load(server, 700); });
      const hits = lines.filter((line) => line.includes("(INJECTED)")).length;
      failed += hits;
      const ms = server.isRunning() ? await recovers(server) : Infinity;
      slowest = Math.max(slowest, ms);
      if (ms === Infinity) {
        ends.push(`${error} ${when}: ${server.isRunning() ? "it no longer answers" : `it ended (${await server.ended})`} ${server.log().split("\n").at(-2)}`);
        server.kill("SIGKILL");
        await server.ended;
        server = await start();
      }
    }
  }
  if (failed === 0) ends.push("it was never called");
  verdict(`${call} fails with ${errors.join(", ")}`, ends.length === 0, ends.length === 0 ? `${failed} failed, ${replies} replies meanwhile` : ends.join("; "));
}
verdict("each time it answers again within a second", slowest <= 1_000, `at most ${slowest.toFixed(0)} ms`);
for (let i = 0; i < 50 && server.descriptors() > before; ++i) await sleep(200);
verdict("no descriptor is left over", server.descriptors() <= before + 2, `${server.descriptors()}, ${before} before`);
const last = await keptConnection(server.port).send(post(server.port, "/api/feedback", { question: "q", answer: "a", helpful: true, comment: "last" }));
verdict("the ledger is written again", last.status === 204, last.status);
verdict("the program ends in order", (await server.stop()) === 0, "code 0");
const known = new Set(ledgerEntries(ledger).map(({ comment }) => comment));
const lost = [...acknowledged].filter((word) => !known.has(word)).length;
verdict("what was acknowledged is there, in a sound file", lost === 0 && integrity(ledger) === "ok", `${acknowledged.size} acknowledged, ${lost} lost, ${integrity(ledger)}`);
rmSync(folder, { recursive: true, force: true });
finish();
