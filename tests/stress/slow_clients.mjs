// Idle and trickling clients: everybody else is answered meanwhile, each slow one is cut, and what
// they all cost is a little memory.
//
//   node tests/stress/slow_clients.mjs [idle [trickling]]     10000 and 1000 unless said
//
// Both together need as many descriptors: ulimit -n.
import net from "node:net";
import { ask, finish, get, percentile, request, sleep, startJauap, verdict } from "./support.mjs";

const idleCount = Number(process.argv[2] ?? 10_000);
const trickleCount = Number(process.argv[3] ?? 1_000);
const server = await startJauap("--max-client-connections", "0", "--max-connections", "12000", "--idle-time", "60");
for (let i = 0; i < 200; ++i) await ask(server.port, request(server.port, { close: true }));
const before = server.memory().now;

function connect() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}

// Idle ones have asked once and keep their connection; their idle time is longer than this test.
const idle = [];
while (idle.length < idleCount) {
  const batch = await Promise.all(Array.from({ length: Math.min(200, idleCount - idle.length) }, connect));
  await Promise.all(batch.map((socket) => new Promise((resolve) => {
    socket.once("data", resolve);
    socket.write(get(server.port, "/livez").replace("Connection: close\r\n", ""));
  })));
  idle.push(...batch);
}
let idleCut = 0;
for (const socket of idle) socket.on("close", () => { ++idleCut; });

const lives = [];
const trickling = [];
while (trickling.length < trickleCount) {
  const batch = await Promise.all(Array.from({ length: Math.min(200, trickleCount - trickling.length) }, connect));
  for (const socket of batch) {
    const start = performance.now();
    const inBody = trickling.length % 2 === 0;
    socket.write(inBody ? request(server.port).slice(0, -20) : "GET /");
    const timer = setInterval(() => socket.write("x"), 1_000);
    socket.on("data", () => {});
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(timer);
      lives.push(performance.now() - start);
    });
    trickling.push(socket);
  }
}

const times = [];
let wrong = 0;
const end = performance.now() + 8_000;
while (performance.now() < end) {
  for (const bytes of [request(server.port, { close: true }), get(server.port, "/readyz")]) {
    const { status, ms } = await ask(server.port, bytes);
    times.push(ms);
    if (status !== 200) ++wrong;
  }
  await sleep(20);
}
const { most } = server.memory();
verdict(`${idleCount} idle and ${trickleCount} trickling: every probe is answered`, wrong === 0, `${times.length - wrong} of ${times.length}`);
verdict("each within 100 ms", Math.max(...times) <= 100,
  `median ${percentile(times, 0.5).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`);
verdict("each trickling one is cut within 6 s", lives.length === trickleCount && Math.max(...lives) <= 6_000,
  `${lives.length} cut, the last after ${(Math.max(...lives) / 1000).toFixed(2)} s`);
verdict("no idle one is cut before its time", idleCut === 0, `${idleCut} cut`);
verdict("they cost at most 64 MiB", most - before <= 64, `${(most - before).toFixed(1)} MiB above ${before.toFixed(1)} MiB`);
for (const socket of idle) socket.destroy();
await server.stop();
finish();
