// SIGKILL under load: feedback that was acknowledged is in the ledger, whole and once, and the next
// start goes on with the same file. Needs the Debian package sqlite3.
//
//   node tests/stress/kill.mjs [rounds [clients]]     100 and 32 unless said
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { finish, integrity, keptConnection, ledgerEntries, post, sleep, startJauap, verdict, wordOf } from "./support.mjs";

const rounds = Number(process.argv[2] ?? 100);
const clientCount = Number(process.argv[3] ?? 32);
const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-kill-"));
const ledger = path.join(folder, "ledger.db");

const sent = new Set();
const acknowledged = new Set();
let answered = 0;
let refused = 0;

// Half of the clients say what they think of an answer, the others ask.
async function client(port, isAsking) {
  const connection = keptConnection(port);
  while (true) {
    const word = wordOf(sent.size);
    if (!isAsking) sent.add(word);
    const { status } = await connection.send(isAsking
      ? post(port, "/api/chat", { message: "What is the capital of Kenya?" })
      : post(port, "/api/feedback", { question: "What is the capital of Kenya?", answer: "Nairobi.", helpful: true, comment: word }));
    if (status === 0) return;
    if (status === 204) acknowledged.add(word);
    else if (status === 200) ++answered;
    else ++refused;
  }
}

let broken = 0;
let lost = 0;
let strange = 0;
for (let round = 0; round < rounds; ++round) {
  const server = await startJauap("--ledger", ledger, "--ledger-questions", "all", "--max-client-connections", "0");
  const clients = Array.from({ length: clientCount }, (_, i) => client(server.port, i % 2 === 0));
  await sleep(100 + (37 * round) % 400);
  server.kill("SIGKILL");
  await server.ended;
  await Promise.all(clients);
  if (integrity(ledger) !== "ok") ++broken;
  const kept = ledgerEntries(ledger).filter(({ kind }) => kind === "feedback").map(({ comment }) => comment);
  const known = new Set(kept);
  lost = [...acknowledged].filter((word) => !known.has(word)).length;
  strange = kept.length - known.size + kept.filter((word) => !sent.has(word)).length;
  if (lost > 0 || strange > 0 || broken > 0) break;
}
verdict(`${rounds} SIGKILLs under load of ${clientCount} clients lose nothing that was acknowledged`, lost === 0 && acknowledged.size > rounds,
  `${acknowledged.size} acknowledged, ${lost} lost; ${answered} questions answered`);
verdict("nothing is in the ledger twice, or that nobody sent", strange === 0, strange);
verdict("the file is sound after each", broken === 0, `${broken} times not`);
verdict("nothing was refused", refused === 0, refused);
rmSync(folder, { recursive: true, force: true });
finish();
