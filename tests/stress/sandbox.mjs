// The program uses no system call that its unit of systemd refuses, and no memory that is written and
// run: while it starts, answers, keeps a ledger, reloads and stops. Needs the Debian package strace.
//
//   node tests/stress/sandbox.mjs
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../node/port.mjs";
import { finish, get, keptConnection, post, shippedQuestions, sleep, startBehind, verdict } from "./support.mjs";

const unit = readFileSync(path.join(root, "deploy/systemd/jauap.service"), "utf8");
const setting = (name) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value]) => value);

// What a set names, with the sets that it names.
function callsOf(set) {
  return execFileSync("systemd-analyze", ["syscall-filter", "--no-pager", set], { encoding: "utf8" }).split("\n")
    .filter((line) => /^ {4}[@\w]/.test(line)).map((line) => line.trim())
    .flatMap((name) => (name.startsWith("@") ? callsOf(name) : [name]));
}
const allowed = new Set();
for (const line of setting("SystemCallFilter")) {
  for (const set of line.replace("~", "").split(" ")) {
    for (const call of callsOf(set)) allowed[line.startsWith("~") ? "delete" : "add"](call);
  }
}

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-sandbox-"));
const pack = path.join(folder, "packs", "countries");
cpSync(path.join(root, "knowledge/countries"), pack, { recursive: true });
const trace = path.join(folder, "trace");
// As a user without rights, for SQLite does more for root. -D: strace is a child of the program, which
// gets the signals.
const isRoot = process.getuid() === 0;
if (isRoot) execFileSync("chown", ["-R", "65534:65534", folder]);
const nobody = isRoot ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [];
const server = await startBehind([...nobody, "strace", "-D", "-f", "-qq", "-o", trace], "--knowledge", path.join(folder, "packs"),
  "--cache", path.join(folder, "cache"), "--ledger", path.join(folder, "ledger.db"), "--ledger-questions", "all");
await Promise.all(Array.from({ length: 8 }, async (_, i) => {
  const connection = keptConnection(server.port);
  for (const message of shippedQuestions().slice(20 * i, 20 * i + 20)) await connection.send(post(server.port, "/api/chat", { message, session: "s" }));
  await connection.send(post(server.port, "/api/feedback", { question: "q", answer: "a", helpful: true }));
  for (const target of ["/", "/metrics", "/facts", "/readyz?verbose"]) await connection.send(get(server.port, target));
  connection.close();
}));
server.kill("SIGHUP");
await sleep(2_000);
const { body } = await keptConnection(server.port).send(get(server.port, "/readyz?verbose"));
const code = await server.stop();

// "1234 read(3, …", from the first call that the program makes itself.
const lines = readFileSync(trace, "utf8").split("\n");
const own = lines.slice(lines.findIndex((line) => / execve\(/.test(line)) + 1);
const used = new Set(own.map((line) => /^\d+ +(\w+)\(/.exec(line)?.[1]).filter(Boolean));
const refused = [...used].filter((call) => !allowed.has(call));
verdict("the server worked meanwhile", code === 0 && JSON.parse(body).reloads.good === 1, `code ${code}, ${own.length} calls`);
verdict("it uses no system call that its unit refuses", refused.length === 0 && used.size > 20 && allowed.size > 100,
  `${used.size} of ${allowed.size} allowed ones; refused: ${refused.join(", ") || "none"}`);
const both = own.filter((line) => /\b(mmap|mprotect)\(.*PROT_WRITE\|PROT_EXEC/.test(line));
verdict("nor memory that is both written and run", both.length === 0, both[0] ?? "none");
const families = new Set(own.map((line) => /\bsocket\((AF_\w+)/.exec(line)?.[1]).filter(Boolean));
const allowedFamilies = setting("RestrictAddressFamilies")[0].split(" ");
verdict("nor sockets of other families", [...families].every((family) => allowedFamilies.includes(family)), [...families].join(" "));
rmSync(folder, { recursive: true, force: true });
finish();
