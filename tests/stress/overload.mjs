// Ten times more requests than can be answered: nearly as many are answered as before, the others
// are told so at once, and health checks are answered all the same.
//
//   node tests/stress/overload.mjs [seconds]     10 unless said
//
// The question is one that takes milliseconds and one thread answers, so that this process can send
// ten times as many.
import { ask, finish, get, percentile, request, sleep, startJauap, verdict } from "./support.mjs";

const seconds = Number(process.argv[2] ?? 10);
const server = await startJauap("--threads", "1", "--max-waiting", "16", "--max-client-connections", "0");
const message = Array.from({ length: 60 }, (_, i) => `whcih countris lagrer${i} thn kenia${i}`).join(" ").slice(0, 1_900);
const bytes = request(server.port, { message, close: true });

async function clients(count, time) {
  const results = [];
  const end = performance.now() + time;
  await Promise.all(Array.from({ length: count }, async () => {
    while (performance.now() < end) results.push(await ask(server.port, bytes));
  }));
  return results;
}

const answered = (results) => results.filter(({ status }) => status === 200);
await clients(2, 1_000);
const calm = answered(await clients(4, seconds * 1_000));
const capacity = calm.length / seconds;
const rate = 10 * capacity;

// An open loop: requests are sent by the clock, whatever becomes of those before.
const pending = [];
const probes = [];
const start = performance.now();
let sent = 0;
let nextProbe = start;
while (performance.now() - start < seconds * 1_000) {
  const due = Math.floor(((performance.now() - start) / 1_000) * rate);
  for (; sent < due; ++sent) pending.push(ask(server.port, bytes));
  if (performance.now() >= nextProbe) {
    probes.push(ask(server.port, get(server.port, "/readyz")));
    nextProbe += 50;
  }
  await sleep(1);
}
const results = await Promise.all(pending);
const health = await Promise.all(probes);
const good = answered(results);
const shed = results.filter(({ status }) => status === 503);
const others = results.length - good.length - shed.length;
const kept = good.length / seconds / capacity;
console.log(`capacity ${capacity.toFixed(0)}/s, offered ${(sent / seconds).toFixed(0)}/s`);
verdict("at ten times the load 0.95 of the capacity is still answered", kept >= 0.95, kept.toFixed(3));
verdict("everything else gets 503", others === 0, `${shed.length} × 503, ${others} otherwise`);
const times = shed.map(({ ms }) => ms);
verdict("within 50 ms", percentile(times, 0.99) <= 50,
  `median ${percentile(times, 0.5).toFixed(1)} ms, 99 % ${percentile(times, 0.99).toFixed(1)} ms, most ${percentile(times, 1).toFixed(1)} ms`);
verdict("health checks are always answered", health.every(({ status }) => status === 200),
  `${health.filter(({ status }) => status === 200).length} of ${health.length}, most ${percentile(health.map(({ ms }) => ms), 1).toFixed(1)} ms`);
await server.stop();
finish();
