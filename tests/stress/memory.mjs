// Memory does not grow with what was asked: in conversations and without, answered, declined, typed
// wrong, and refused.
//
//   node tests/stress/memory.mjs [questions [clients]]     1000000 and 16 unless said
//
// What grows until it is full (10,000 conversations, what the allocator keeps for each thread) is full
// after the first half; the slope is that of the second.
import { finish, keptConnection, post, shippedQuestions, startJauap, verdict } from "./support.mjs";

const total = Number(process.argv[2] ?? 1_000_000);
const clientCount = Number(process.argv[3] ?? 16);
const conversations = 12_000;
const mostPerMillion = 8;  // MiB

const questions = shippedQuestions();
const server = await startJauap("--max-client-connections", "0", "--max-waiting", "10000");
const samples = [];  // of questions and MiB
const statuses = new Map();
let asked = 0;

function message(i) {
  const text = questions[i % questions.length];
  if (i % 10 === 0) return text.slice(0, i % text.length) + text.slice(i % text.length + 1);
  if (i % 10 === 1) return `${text} ${i}`;
  if (i % 1_000 === 2) return "why? ".repeat(i % 700);
  return text;
}

async function client() {
  const connection = keptConnection(server.port);
  while (asked < total) {
    const i = asked++;
    const body = i % 100 === 3 ? { massage: 1 } : { message: message(i), ...(i % 2 === 0 ? { session: `c${(i / 2) % conversations}` } : {}) };
    const { status } = await connection.send(post(server.port, "/api/chat", body));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (i % Math.ceil(total / 200) === 0) samples.push([i, server.memory().now]);
  }
  connection.close();
}

// Of the line nearest to the points.
function slope(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const x = mean(([count]) => count);
  const y = mean(([, memory]) => memory);
  return mean(([count, memory]) => (count - x) * (memory - y)) / mean(([count]) => (count - x) ** 2);
}

const begin = performance.now();
await Promise.all(Array.from({ length: clientCount }, client));
const rate = total / (performance.now() - begin) * 1_000;
const late = samples.filter(([count]) => count >= total / 2);
const perMillion = slope(late) * 1e6;
// As much as a page more or less of the allocator makes of the slope over so few questions.
const allowed = Math.max(mostPerMillion, 2 / (total / 2) * 1e6);
verdict("each is answered or refused as it must be", [...statuses.keys()].every((status) => status === 200 || status === 400),
  [...statuses].map(([status, count]) => `${count} × ${status}`).join(", "));
verdict(`memory grows by at most ${allowed.toFixed(0)} MiB a million questions`, perMillion <= allowed,
  `${perMillion.toFixed(2)} MiB; ${late[0][1].toFixed(1)} MiB after ${late[0][0]} questions, ${late.at(-1)[1].toFixed(1)} MiB after ${total} (${rate.toFixed(0)}/s)`);
await server.stop();
finish();
