// Every reply under load is the reply that one thread gives to one client.
//
//   node tests/stress/same.mjs [replies [clients]]     100000 and 64 unless said
//
// The questions of the shipped packs, each also with a letter left out.
import { finish, keptConnection, post, shippedQuestions, startJauap, verdict } from "./support.mjs";

const total = Number(process.argv[2] ?? 100_000);
const clientCount = Number(process.argv[3] ?? 64);

const questions = [...new Set(shippedQuestions().flatMap((text, i) => {
  const place = (7 * i) % text.length;
  return [text, text.slice(0, place) + text.slice(place + 1)];
}))];

const alone = await startJauap("--threads", "1");
const single = keptConnection(alone.port);
const expected = [];
for (const message of questions) expected.push(await single.send(post(alone.port, "/api/chat", { message })));
single.close();
await alone.stop();

const server = await startJauap("--max-client-connections", "0", "--max-waiting", "10000");
let asked = 0;
const differences = [];
await Promise.all(Array.from({ length: clientCount }, async (_, client) => {
  const connection = keptConnection(server.port);
  // Each client in an order of its own.
  for (let i = client; asked < total; i += 2 * client + 1) {
    ++asked;
    const which = i % questions.length;
    const { status, body } = await connection.send(post(server.port, "/api/chat", { message: questions[which] }));
    if (status !== expected[which].status || body !== expected[which].body) {
      differences.push(`${questions[which]}\n  alone      ${expected[which].status} ${expected[which].body}\n  under load ${status} ${body}`);
    }
  }
  connection.close();
}));
for (const difference of differences.slice(0, 3)) console.log(difference);
verdict("one thread answers every question", expected.every(({ status }) => status === 200), `${questions.length} questions`);
verdict(`${clientCount} clients get the same replies, byte for byte`, differences.length === 0,
  `${asked} replies, ${differences.length} others`);
await server.stop();
finish();
