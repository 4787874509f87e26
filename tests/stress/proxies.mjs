// The framing cases through HAProxy and nginx (Debian packages haproxy, nginx-light).
//
//   node tests/stress/proxies.mjs
//
// What a proxy made of the bytes is kept on its way to the program. The program must see as many
// requests in it as the proxy got answers for (one more would be a request within a request), and as
// many as it sees in the bytes themselves, unless it refuses these: proxies mend some of them, and
// refuse others themselves.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort, root } from "../node/port.mjs";
import { finish, sleep, startJauap, verdict } from "./support.mjs";

const cases = JSON.parse(readFileSync(path.join(root, "tests/web/framing_cases.json"), "utf8"))
  .map((entry) => ({ ...entry, bytes: toBytes(entry.bytes) }))
  .filter((entry) => !entry.statuses.includes(408) && entry.bytes.length < 100_000);

function toBytes(value) {
  const parts = typeof value === "string" ? [value] : value;
  return Buffer.from(parts.map((part) => (typeof part === "string" ? part : part[0].repeat(part[1]))).join(""), "latin1");
}

// Sends bytes and resolves with everything that comes until the other side closes or is silent.
function exchange(port, bytes) {
  return new Promise((resolve) => {
    let text = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("latin1");
    socket.setTimeout(100, () => socket.destroy());
    socket.on("data", (part) => { text += part; });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
}

// How many answers are the program's, which all have an id; an answer in HTTP/0.9, as nginx may give,
// is a body and nothing else.
function count(text) {
  if (text !== "" && !text.startsWith("HTTP/1")) return 1;
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) [^]*?\r\n\r\n/g)].filter(([head]) => /\r\nX-Request-Id: /i.test(head)).length;
}

// Stands between a proxy and the program, passes everything on, and keeps what the proxy sent.
async function startTap(target) {
  const seen = { bytes: [] };
  const tap = net.createServer((from) => {
    const to = net.connect(target, "127.0.0.1");
    from.on("data", (part) => { seen.bytes.push(part); });
    from.pipe(to).pipe(from);
    const end = () => { from.destroy(); to.destroy(); };
    for (const socket of [from, to]) socket.on("error", end);
  });
  await new Promise((resolve) => { tap.listen(0, "127.0.0.1", resolve); });
  return { port: tap.address().port, seen, close: () => tap.close() };
}

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-proxies-"));
const server = await startJauap("--public-url", "http://localhost", "--max-client-connections", "0");
const tap = await startTap(server.port);

const haproxyPort = await freePort();
writeFileSync(path.join(folder, "haproxy.cfg"), `
global
  maxconn 1000
defaults
  mode http
  timeout client 2s
  timeout server 2s
  timeout connect 1s
  timeout http-request 1s
frontend in
  bind 127.0.0.1:${haproxyPort}
  default_backend out
backend out
  http-reuse never
  server jauap 127.0.0.1:${tap.port}
`);
const nginxPort = await freePort();
writeFileSync(path.join(folder, "nginx.conf"), `
daemon off;
pid ${folder}/nginx.pid;
error_log /dev/null;
events { worker_connections 1000; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_header_timeout 1s;
  server {
    listen 127.0.0.1:${nginxPort};
    location / {
      proxy_pass http://127.0.0.1:${tap.port};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
      proxy_request_buffering off;
    }
  }
}
`);
const proxies = [
  { name: "HAProxy", port: haproxyPort, child: spawn("haproxy", ["-f", path.join(folder, "haproxy.cfg"), "-db"], { stdio: "ignore" }) },
  { name: "nginx", port: nginxPort, child: spawn("nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf")], { stdio: "ignore" }) },
];
await sleep(1_000);

// A path of the program that takes both GET and POST and goes on after either.
const asProgram = (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("/echo", "/api/chat"), "latin1");

for (const proxy of proxies) {
  const counts = { same: 0, refused: 0, mended: 0 };
  const harmful = [];
  for (const entry of cases) {
    const bytes = asProgram(entry.bytes);
    tap.seen.bytes = [];
    const answered = count(await exchange(proxy.port, bytes));
    const passed = Buffer.concat(tap.seen.bytes);
    const seen = passed.length === 0 ? 0 : count(await exchange(server.port, passed));
    const isGood = entry.statuses.every((status) => status < 300);
    if (seen > answered) {
      harmful.push(`${entry.name}: ${seen} requests, ${answered} answers`);
    } else if (isGood && seen !== 0 && seen !== entry.statuses.length) {
      harmful.push(`${entry.name}: ${seen} requests instead of ${entry.statuses.length}`);
    } else if (seen === 0) {
      ++counts.refused;
    } else {
      ++counts[isGood ? "same" : "mended"];
    }
  }
  for (const line of harmful) console.log(`  ${line}`);
  verdict(`${proxy.name} and the server see the same requests`, harmful.length === 0,
    `${cases.length} streams: ${counts.same} good ones the same; of the bad ones it mends or passes on ${counts.mended}; ` +
    `it refuses ${counts.refused}; ${harmful.length} are not the same`);
}
for (const { child } of proxies) child.kill("SIGTERM");
tap.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
finish();
