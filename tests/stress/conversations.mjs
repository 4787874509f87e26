// What a conversation and a remembered reply take in memory: the server's resident memory before and
// after as many of each as are kept.
//
//   node tests/stress/conversations.mjs [conversations]     10000 unless said
import { finish, keptConnection, post, shippedQuestions, startJauap, verdict } from "./support.mjs";

const conversations = Number(process.argv[2] ?? 10_000);
const replies = 1_000;
const turns = 8;
const mostPerConversation = 4;  // KiB
const mostPerReply = 16;

const questions = shippedQuestions();
const server = await startJauap("--max-client-connections", "0", "--max-waiting", "10000");
const connection = keptConnection(server.port);
const refused = [];
async function ask(body) {
  const { status } = await connection.send(post(server.port, "/api/chat", body));
  if (status !== 200) refused.push(status);
}
const kibEach = (before, count) => (server.memory().now - before) * 1_024 / count;

// What is read when it is first needed, the dictionaries; what is explained is not remembered.
for (const message of questions) await ask({ message: `${message} qwertz`, explain: true });

let before = server.memory().now;
for (let i = 0; i < replies; ++i) {
  await ask({ message: questions[i % questions.length] + "?".repeat(Math.floor(i / questions.length)) });
}
const perReply = kibEach(before, replies);
before = server.memory().now;
for (let i = 0; i < conversations; ++i) {
  for (let turn = 0; turn < turns; ++turn) await ask({ message: questions[turn], session: `c${i}` });
}
const perConversation = kibEach(before, conversations);

verdict(`a remembered reply takes at most ${mostPerReply} KiB`, perReply <= mostPerReply, `${perReply.toFixed(1)} KiB`);
verdict(`a conversation of ${turns} questions takes at most ${mostPerConversation} KiB`,
  perConversation <= mostPerConversation, `${perConversation.toFixed(1)} KiB`);
verdict("every question was answered", refused.length === 0, `${refused.length} refused`);
connection.close();
await server.stop();
finish();
