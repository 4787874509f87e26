// The disk of the ledger becomes full: questions are answered all the same, feedback is refused and not
// lost in silence, the log says so, and all is well again when there is room. Once on a small file
// system (as root, or where users may have namespaces of their own), once with a limit on files.
//
//   node tests/stress/disk_full.mjs [clients]     16 unless said; needs the Debian package sqlite3
import { execFileSync } from "node:child_process";
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { finish, get, integrity, keptConnection, ledgerEntries, post, sleep, startBehind, verdict, wordOf } from "./support.mjs";

const clientCount = Number(process.argv[2] ?? 16);
const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-disk-"));
let acknowledged = new Set();
let sent = 0;

// Feedback and questions for a while; how many of each came back how.
async function load(port, ms, isEnough = () => false) {
  const counts = { answered: 0, unanswered: 0, kept: 0, refused: 0, other: 0 };
  const end = performance.now() + ms;
  await Promise.all(Array.from({ length: clientCount }, async (_, i) => {
    const connection = keptConnection(port);
    while (performance.now() < end && !isEnough(counts)) {
      if (i % 2 === 0) {
        const { status } = await connection.send(post(port, "/api/chat", { message: "What is the capital of Kenya?" }));
        ++counts[status === 200 ? "answered" : "unanswered"];
      } else {
        const word = wordOf(sent++);
        const { status } = await connection.send(post(port, "/api/feedback",
          { question: "What is the capital of Kenya?", answer: "Nairobi. ".repeat(50), helpful: true, comment: word }));
        if (status === 204) acknowledged.add(word);
        ++counts[status === 204 ? "kept" : status === 503 ? "refused" : "other"];
      }
    }
    connection.close();
  }));
  return counts;
}

const figure = async (port, name) => {
  const { body } = await keptConnection(port).send(get(port, "/metrics"));
  return Number(new RegExp(`^${name} (\\d+)`, "m").exec(body)?.[1]);
};

// What must hold before, while nothing can be written, and after; `file` is where the ledger is when the
// program is over.
async function check(server, { fill, release, keep, file }) {
  acknowledged = new Set();
  const lines = () => server.log().split("\n").filter((line) => line.startsWith("ledger: "));
  const isCalm = ({ kept, unanswered, refused, other }) => kept > 0 && unanswered + refused + other === 0;
  const before = await load(server.port, 500);
  verdict("with room all is kept", isCalm(before), JSON.stringify(before));
  fill();
  await load(server.port, 30_000, ({ refused }) => refused > 0);
  const full = await load(server.port, 1_500);
  verdict("without, every question is answered", full.answered > 0 && full.unanswered === 0, `${full.answered} answered, ${full.unanswered} not`);
  verdict("and feedback is refused", full.refused > 0 && full.other === 0, `${full.refused} × 503, ${full.other} otherwise`);
  verdict("which the log says, and the figures", /it cannot be written/.test(lines().at(-1)) && await figure(server.port, "jauap_ledger_failing") === 1,
    `${lines().length} lines: ${lines().at(-1)}`);
  release();
  await load(server.port, 10_000, ({ kept }) => kept > 0);
  const after = await load(server.port, 500);
  verdict("with room all is kept again", isCalm(after), JSON.stringify(after));
  verdict("which the log says", /is written again/.test(lines().at(-1)), `${lines().length} lines: ${lines().at(-1)}`);
  keep();
  verdict("the program ends in order", (await server.stop()) === 0, "code 0");
  const sound = integrity(file);
  const known = new Set(ledgerEntries(file).map(({ comment }) => comment));
  const lost = [...acknowledged].filter((word) => !known.has(word)).length;
  verdict("what was acknowledged is there, in a sound file", lost === 0 && sound === "ok" && acknowledged.size > 0,
    `${acknowledged.size} acknowledged, ${lost} lost, ${sound}`);
}

console.log("A file system of 16 MB:");
const place = path.join(folder, "disk");
mkdirSync(place);
const user = process.getuid() === 0 ? [] : ["--map-root-user"];
const small = await startBehind(
  ["unshare", ...user, "--mount", "bash", "-c", `mount -t tmpfs -o size=16m tmpfs ${place} && exec "$@"`, "bash"],
  "--ledger", path.join(place, "ledger.db"), "--max-client-connections", "0");
const inside = path.join(`/proc/${small.pid}/root`, place);
const filler = path.join(inside, "filler");
await check(small, {
  fill() {
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(4_096));
    } catch (error) {
      if (error.code !== "ENOSPC") throw error;
    }
  },
  release: () => rmSync(filler),
  keep: () => readdirSync(inside).forEach((name) => copyFileSync(path.join(inside, name), path.join(folder, name))),
  file: path.join(folder, "ledger.db"),
});

console.log("A limit on the size of files:");
const file = path.join(folder, "limited.db");
const limited = await startBehind([], "--ledger", file, "--max-client-connections", "0");
const limit = (size) => execFileSync("prlimit", ["--pid", String(limited.pid), `--fsize=${size}:unlimited`]);
await check(limited, { fill: () => limit(65_536), release: () => limit("unlimited"), keep() {}, file });
rmSync(folder, { recursive: true, force: true });
finish();
