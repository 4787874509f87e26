// Ten times more requests than can be answered: nearly as many are answered as before, the others
// are told so at once, and health checks are answered all the same.
//
//   node tests/stress/overload.mjs [seconds]     10 unless said, of each of the two loads
//
// The question is one that takes milliseconds and one thread answers, so that this process can send
// ten times as many. Both loads take turns, and the best round of each counts, in which the machine did
// least else.
import { ask, finish, get, percentile, request, sleep, startJauap, verdict } from "./support.mjs";

const seconds = Number(process.argv[2] ?? 10);
const server = await startJauap("--threads", "1", "--max-waiting", "16", "--max-client-connections", "0");
const message = Array.from({ length: 60 }, (_, i) => `whcih countris lagrer${i} thn kenia${i}`).join(" ").slice(0, 1_900);
const bytes = request(server.port, { message, close: true });

const rounds = 10;
const time = (seconds * 1_000) / rounds;

// Results, each with the moment it came.
async function timed(bytes) {
  const result = await ask(server.port, bytes);
  return { ...result, at: performance.now() };
}

// How many were answered per second from `start` on: not those that are answered when the load is over.
function rateOf(results, start) {
  return results.filter(({ status, at }) => status === 200 && at <= start + time).length / (time / 1_000);
}

// As much as can be answered: four clients, each of which waits for its answer.
async function calm() {
  const results = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: 4 }, async () => {
    while (performance.now() < start + time) results.push(await timed(bytes));
  }));
  return rateOf(results, start);
}

// An open loop: requests are sent by the clock, whatever becomes of those before.
async function overload(rate) {
  const pending = [];
  const probes = [];
  const start = performance.now();
  let nextProbe = start;
  while (performance.now() < start + time) {
    const due = Math.floor(((performance.now() - start) / 1_000) * rate);
    while (pending.length < due) pending.push(timed(bytes));
    if (performance.now() >= nextProbe) {
      probes.push(ask(server.port, get(server.port, "/readyz")));
      nextProbe += 50;
    }
    await sleep(1);
  }
  const results = await Promise.all(pending);
  return { results, health: await Promise.all(probes), answered: rateOf(results, start) };
}

await calm();
const results = [];
const health = [];
let most = 0;
let kept = 0;
for (let round = 0; round < rounds; ++round) {
  const capacity = await calm();
  const flood = await overload(10 * capacity);
  results.push(...flood.results);
  health.push(...flood.health);
  most = Math.max(most, capacity);
  kept = Math.max(kept, flood.answered);
  console.log(`capacity ${capacity.toFixed(0)}/s, offered ${(flood.results.length / (time / 1_000)).toFixed(0)}/s, ` +
    `answered ${flood.answered.toFixed(0)}/s`);
}
const good = results.filter(({ status }) => status === 200);
const shed = results.filter(({ status }) => status === 503);
const others = results.length - good.length - shed.length;
verdict("at ten times the load 0.95 of the capacity is still answered", kept / most >= 0.95, (kept / most).toFixed(3));
verdict("everything else gets 503", others === 0, `${shed.length} × 503, ${others} otherwise`);
const times = shed.map(({ ms }) => ms);
verdict("within 50 ms", percentile(times, 0.99) <= 50,
  `median ${percentile(times, 0.5).toFixed(1)} ms, 99 % ${percentile(times, 0.99).toFixed(1)} ms, most ${percentile(times, 1).toFixed(1)} ms`);
verdict("health checks are always answered", health.every(({ status }) => status === 200),
  `${health.filter(({ status }) => status === 200).length} of ${health.length}, most ${percentile(health.map(({ ms }) => ms), 1).toFixed(1)} ms`);
await server.stop();
finish();
