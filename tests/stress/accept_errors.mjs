// The system fails to accept (Debian package strace makes it): the server goes on, without spinning.
//
//   node tests/stress/accept_errors.mjs
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ask, finish, get, sleep, startJauap, verdict } from "./support.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-accept-"));

// Runs `work` while accept fails as said; resolves with how often it was called.
async function withFailingAccept(server, rule, work) {
  const trace = path.join(folder, "trace");
  const strace = spawn("strace", ["-f", "-qq", "-o", trace, "-e", "trace=accept4", "-e", `inject=accept4:${rule}`, "-p", String(server.pid)],
    { stdio: "ignore" });
  const ended = new Promise((resolve, reject) => {
    strace.on("error", reject);
    strace.on("close", resolve);
  });
  await sleep(500);
  await work();
  strace.kill("SIGINT");
  await ended;
  return readFileSync(trace, "utf8").split("\n").filter((line) => line.includes("accept4(")).length;
}

for (const error of ["ECONNABORTED", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPROTO", "EPERM", "EINTR"]) {
  const server = await startJauap();
  let answered = 0;
  await withFailingAccept(server, `error=${error}:when=1+3`, async () => {
    for (let i = 0; i < 20; ++i) answered += (await ask(server.port, get(server.port, "/livez"))).status !== 0 ? 1 : 0;
  });
  verdict(`${error} at every third accept`, answered === 20, `${answered} of 20 answered`);
  let waiting;
  const calls = await withFailingAccept(server, `error=${error}`, async () => {
    waiting = ask(server.port, get(server.port, "/livez"));
    await sleep(2_000);
  });
  // A failure that may be of one client alone is tried again up to 64 times, then there is a pause of 50 ms.
  verdict("and at all of them for two seconds: no spinning", calls <= 64 * 2_600 / 50, `${calls} calls`);
  // Without descriptors a client is turned away instead.
  const { status } = await waiting;
  verdict("then the client that waited is answered", [200, 503].includes(status), status);
  verdict("and the program ends in order", (await server.stop()) === 0, "code 0");
}
rmSync(folder, { recursive: true, force: true });
finish();
