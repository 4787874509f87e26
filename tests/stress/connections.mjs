// Connections opened and dropped: everybody else is answered meanwhile, and nothing is left of them.
//
//   node tests/stress/connections.mjs [count]     10000 unless said
import net from "node:net";
import { finish, keptConnection, request, sleep, startJauap, verdict } from "./support.mjs";

const count = Number(process.argv[2] ?? 10_000);
const server = await startJauap("--max-client-connections", "0");
const question = request(server.port);

// How a client goes: at once, with a reset, within a head or a body, and before it has read its answer.
const ways = [
  (socket) => socket.end(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end(question.slice(0, 40)),
  (socket) => { socket.write(question.slice(0, -10)); socket.resetAndDestroy(); },
  (socket) => socket.write(question, () => socket.destroy()),
  (socket) => socket.write(question.repeat(5), () => socket.resetAndDestroy()),
];

function drop(way) {
  return new Promise((resolve) => {
    const socket = net.connect(server.port, "127.0.0.1", () => way(socket));
    socket.resume();
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", resolve);
  });
}

// One question first, so that all that is made once is there.
const others = keptConnection(server.port);
await others.send(question);
const before = server.descriptors();
let isOver = false;
let good = 0;
let bad = 0;
const asking = (async () => {
  while (!isOver) {
    if ((await others.send(question)).status === 200) ++good;
    else ++bad;
    await sleep(1);
  }
})();
let dropped = 0;
await Promise.all(Array.from({ length: 100 }, async (_, client) => {
  for (let i = client; dropped < count; ++i) {
    ++dropped;
    await drop(ways[i % ways.length]);
  }
}));
isOver = true;
await asking;
// The front closes what lingers after a second.
let left = server.descriptors() - before;
for (let i = 0; i < 100 && left > 0; ++i) {
  await sleep(100);
  left = server.descriptors() - before;
}
verdict(`${dropped} connections dropped: others are answered all the same`, bad === 0 && good > 0, `${good} answered, ${bad} not`);
verdict("none of them is left", left <= 0, `${left} descriptors more than before`);
const statuses = await Promise.all(Array.from({ length: 10 }, () => keptConnection(server.port).send(question)));
verdict("and the next are answered", statuses.every(({ status }) => status === 200), statuses.map(({ status }) => status).join(" "));
others.close();
verdict("and the program ends in order", (await server.stop()) === 0, "code 0");
finish();
