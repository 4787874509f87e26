// All at once for some minutes: questions, feedback, pages, slow and rude clients, and a reload a second.
// Nobody who behaves sees an error, and neither memory nor descriptors are used up.
//
//   node tests/stress/mixed.mjs [minutes [clients]]     10 and 24 unless said
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { root } from "../node/port.mjs";
import { finish, get, keptConnection, ledgerEntries, percentile, post, request, shippedQuestions, sleep, startBehind, verdict, wordOf } from "./support.mjs";

const minutes = Number(process.argv[2] ?? 10);
const clientCount = Number(process.argv[3] ?? 24);

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-mixed-"));
const pack = path.join(folder, "packs", "countries");
cpSync(path.join(root, "knowledge/countries"), pack, { recursive: true });
const ledger = path.join(folder, "ledger.db");
const server = await startBehind([], "--knowledge", path.join(folder, "packs"), "--ledger", ledger, "--ledger-questions", "all",
  "--cache", path.join(folder, "cache"), "--max-client-connections", "0");
const { port } = server;

const questions = shippedQuestions();
const end = performance.now() + minutes * 60_000;
const isOver = () => performance.now() > end;
const counts = {};
const count = (name) => { counts[name] = (counts[name] ?? 0) + 1; };
const wrong = [];
const times = [];

async function asker(i) {
  const connection = keptConnection(port);
  for (let turn = i; !isOver(); turn += clientCount) {
    const kind = turn % 8;
    const start = performance.now();
    const [name, bytes, wanted] =
      kind === 0 ? ["feedback", post(port, "/api/feedback", { question: "q", answer: "a", helpful: true, comment: wordOf(turn) }), 204]
        : kind === 1 ? ["page", get(port, "/").replace("Connection: close\r\n", ""), 200]
          : kind === 2 ? ["wrong request", post(port, "/api/chat", { message: 1 }), 400]
            : kind === 3 ? ["facts", get(port, "/api/facts").replace("Connection: close\r\n", ""), 200]
              : ["question", post(port, "/api/chat", { message: questions[turn % questions.length], session: `s${turn % 500}` }), 200];
    const { status } = await connection.send(bytes);
    times.push(performance.now() - start);
    count(name);
    if (status !== wanted) wrong.push(`${name}: ${status} instead of ${wanted}`);
  }
  connection.close();
}

// Clients that send byte by byte, go within a request, or send what is none; what they get is their own.
async function rude(i) {
  const texts = ["GET /", "\x16\x03\x01\x02\x00\x01", "POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
    request(port).slice(0, -5), "A".repeat(20_000), request(port).repeat(20)];
  for (let turn = i; !isOver(); ++turn) {
    await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => socket.write(texts[turn % texts.length]));
      const timer = setInterval(() => socket.write("x"), 500);
      const stop = setTimeout(() => socket.resetAndDestroy(), 100 * (turn % 30));
      socket.on("data", () => {});
      socket.on("error", () => {});
      socket.on("close", () => { clearInterval(timer); clearTimeout(stop); resolve(); });
    });
    count("rude");
  }
}

// Every third change is a mistake.
async function author() {
  const description = path.join(pack, "datapackage.json");
  for (let i = 0; !isOver(); ++i) {
    if (i % 3 === 2) writeFileSync(description, "{");
    else copyFileSync(path.join(root, "knowledge/countries/datapackage.json"), description);
    server.kill("SIGHUP");
    count("change");
    await sleep(1_000);
  }
}

const samples = [];
async function watcher() {
  while (!isOver()) {
    samples.push({ memory: server.memory().now, descriptors: server.descriptors() });
    await sleep(Math.max(100, minutes * 60_000 / 200));
  }
}

await Promise.all([...Array.from({ length: clientCount }, (_, i) => asker(i)), ...Array.from({ length: 8 }, (_, i) => rude(i)), author(), watcher()]);
for (const line of [...new Set(wrong)].slice(0, 5)) console.log(`  ${line}`);
verdict(`${minutes} minutes of everything: nobody who behaves sees an error`, wrong.length === 0 && counts.question > 0,
  `${Object.entries(counts).map(([name, number]) => `${number} × ${name}`).join(", ")}; ${wrong.length} errors; median ${percentile(times, 0.5).toFixed(1)} ms, 99 % ${percentile(times, 0.99).toFixed(1)} ms`);
const most = (of, part) => Math.max(...part.map((sample) => sample[of]));
const half = Math.floor(samples.length / 2);
const [first, second] = [samples.slice(0, half), samples.slice(half)];
// In a run of seconds the server still warms up in its second half.
const slack = minutes < 1 ? 24 : 8;
verdict(`memory is no more in the second half than in the first, but for ${slack} MiB`, most("memory", second) <= most("memory", first) + slack,
  `${most("memory", first).toFixed(1)} and ${most("memory", second).toFixed(1)} MiB`);
verdict("nor are descriptors, but for as many as there are clients", most("descriptors", second) <= most("descriptors", first) + clientCount + 8,
  `${most("descriptors", first)} and ${most("descriptors", second)}`);
const { body } = await keptConnection(port).send(get(port, "/readyz?verbose"));
const { good, failed } = JSON.parse(body).reloads;
verdict("changes were taken and mistakes refused", good > 0 && (failed > 0 || counts.change < 3), `${good} reloads, ${failed} refused`);
verdict("the program ends in order", (await server.stop()) === 0, "code 0");
const kept = ledgerEntries(ledger).filter(({ kind }) => kind === "feedback").length;
verdict("feedback is in the ledger, each once", kept === counts.feedback, `${kept} of ${counts.feedback}`);
rmSync(folder, { recursive: true, force: true });
finish();
