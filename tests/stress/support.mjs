// What the stress tests share: the program under test, and clients that no HTTP library would be.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { freePort, root } from "../node/port.mjs";

const program = process.env.JAUAP_PROGRAM ?? path.join(root, "build/release/jauap");

export const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// Starts `jauap serve` with more options and waits until it is ready.
export async function startJauap(...options) {
  const port = await freePort();
  const child = spawn(program, ["serve", "--port", String(port), ...options],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => { child.on("close", (code, signal) => resolve(signal ?? code)); });
  await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.once("data", resolve);
    ended.then((code) => reject(new Error(`${program} ended: ${code}`)));
  });
  return {
    port,
    ended,
    pid: child.pid,
    kill: (signal) => child.kill(signal),
    // Resident memory now and at most, in MiB.
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
      return { now: of("VmRSS"), most: of("VmHWM") };
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

// A question as a request; `close` for the only one of its connection.
export function request(port, { message = "What is the capital of Kenya?", close = false } = {}) {
  const body = JSON.stringify({ message });
  return `POST /api/chat HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n${close ? "Connection: close\r\n" : ""}\r\n${body}`;
}

export function get(port, target) {
  return `GET ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`;
}

// Sends bytes on a connection of its own and resolves when it is over: with the status of the answer
// (0 for none), the milliseconds that it took, and whether the connection was made at all.
export function ask(port, bytes) {
  return new Promise((resolve) => {
    const start = performance.now();
    let text = "";
    let connected = false;
    const socket = net.connect(port, "127.0.0.1", () => {
      connected = true;
      socket.setNoDelay(true);
      socket.write(bytes);
    });
    socket.setEncoding("latin1");
    const finish = () => resolve({
      status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), ms: performance.now() - start, connected, text,
    });
    socket.on("data", (part) => { text += part; });
    socket.on("error", () => {});
    socket.on("close", finish);
  });
}

export function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

// Prints what was found and ends with 1 where a promise is broken.
let broken = 0;
export function verdict(promise, holds, figure) {
  console.log(`${holds ? "ok    " : "BROKEN"} ${promise}: ${figure}`);
  if (!holds) ++broken;
}
export function finish() {
  process.exit(broken === 0 ? 0 : 1);
}
