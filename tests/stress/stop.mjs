// SIGTERM under load: no request that was sent to an accepted connection stays without its answer,
// and the program ends by itself.
//
//   node tests/stress/stop.mjs [rounds [clients]]     20 and 64 unless said
import net from "node:net";
import { finish, request, sleep, startJauap, verdict } from "./support.mjs";

const rounds = Number(process.argv[2] ?? 20);
const clientCount = Number(process.argv[3] ?? 64);

// Asks again and again, on one connection as long as the server keeps it, or on a new one each time.
function client(port, keeps, counts) {
  return new Promise((resolve) => {
    const open = () => {
      let connected = false;
      let waits = false;
      let text = "";
      let isLast = false;
      const socket = net.connect(port, "127.0.0.1", () => {
        connected = true;
        socket.setNoDelay(true);
        send();
      });
      const send = () => {
        waits = true;
        socket.write(request(port, { close: !keeps }));
      };
      socket.setEncoding("latin1");
      socket.on("data", (part) => {
        text += part;
        const end = text.indexOf("\r\n\r\n");
        const length = /\r\nContent-Length: (\d+)/.exec(text);
        if (end < 0 || !length || Buffer.byteLength(text.slice(end + 4), "latin1") < Number(length[1])) return;
        waits = false;
        counts.answered += text.startsWith("HTTP/1.1 200") ? 1 : 0;
        counts.other += text.startsWith("HTTP/1.1 200") ? 0 : 1;
        isLast = /\r\nConnection: close\r\n/i.test(text.slice(0, end + 2));
        text = "";
        if (!isLast) send();
      });
      socket.on("error", () => {});
      socket.on("close", () => {
        if (!connected) return resolve();  // nobody listens any more
        if (waits) ++counts.lost;
        setImmediate(open);
      });
    };
    open();
  });
}

let lost = 0;
let answered = 0;
let other = 0;
let longest = 0;
const codes = new Set();
for (let round = 0; round < rounds; ++round) {
  const server = await startJauap("--max-client-connections", "0");
  const counts = { answered: 0, other: 0, lost: 0 };
  const clients = Array.from({ length: clientCount }, (_, i) => client(server.port, i % 2 === 0, counts));
  await sleep(300 + 37 * (round % 10));
  const start = performance.now();
  codes.add(await server.stop());
  longest = Math.max(longest, performance.now() - start);
  await Promise.all(clients);
  lost += counts.lost;
  answered += counts.answered;
  other += counts.other;
}
verdict(`${rounds} SIGTERMs under load of ${clientCount} clients lose nothing`, lost === 0 && other === 0,
  `${answered} answered, ${lost} lost, ${other} refused`);
verdict("the program ends by itself", codes.size === 1 && codes.has(0), `code ${[...codes]}, at most after ${(longest / 1000).toFixed(2)} s`);
finish();
