// What the stress tests share: the program under test, and clients that no HTTP library would be.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort, root } from "../node/port.mjs";

export const program = path.resolve(process.env.JAUAP_PROGRAM ?? path.join(root, "build/release/jauap"));

export const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// Starts `jauap serve` with more options and waits until it is ready.
export function startJauap(...options) {
  return start("inherit", [], options);
}

// The same behind a command that runs another one in its place, as nice does, or behind none. What the
// program says on standard error is kept for log().
export function startBehind(wrapper, ...options) {
  return start("pipe", wrapper, options);
}

async function start(standardError, wrapper, options) {
  const port = await freePort();
  const [command, ...words] = [...wrapper, program, "serve", "--port", String(port), "--log-format", "text", ...options];
  const child = spawn(command, words, { cwd: root, stdio: ["ignore", "pipe", standardError] });
  const ended = new Promise((resolve) => { child.on("close", (code, signal) => resolve(signal ?? code)); });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => { log += text; });
  await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.once("data", resolve);
    ended.then((code) => reject(new Error(`${program} ended: ${code} ${log}`)));
  });
  return {
    port,
    ended,
    pid: child.pid,
    log: () => log,
    kill: (signal) => child.kill(signal),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    descriptors: () => readdirSync(`/proc/${child.pid}/fd`).length,
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

// A request with a body, for a connection that is kept.
export function post(port, target, body) {
  const text = JSON.stringify(body);
  return `POST ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
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

// A client that keeps its connection, and makes another where the server closed it. `send` resolves with
// the status and body of the answer; with the status 0 where none came.
export function keptConnection(port) {
  let socket = null;
  let waiting = null;
  let parts = [];
  let length = 0;
  const end = (answer) => {
    const resolve = waiting;
    waiting = null;
    parts = [];
    length = 0;
    resolve?.(answer);
  };
  const read = (part) => {
    parts.push(part);
    length += part.length;
    const bytes = parts.length === 1 ? part : Buffer.concat(parts, length);
    parts = [bytes];
    const head = bytes.indexOf("\r\n\r\n");
    if (head < 0) return;
    const text = bytes.toString("latin1", 0, head + 2);
    const size = Number(/\r\nContent-Length: (\d+)\r\n/i.exec(text)?.[1] ?? 0);
    if (length < head + 4 + size) return;
    if (/\r\nConnection: close\r\n/i.test(text)) drop();
    end({ status: Number(text.slice(9, 12)), body: bytes.toString("utf8", head + 4, head + 4 + size) });
  };
  const drop = () => {
    socket?.removeAllListeners();
    socket?.on("error", () => {});
    socket?.destroy();
    socket = null;
  };
  return {
    send(bytes) {
      return new Promise((resolve) => {
        waiting = resolve;
        if (socket === null) {
          socket = net.connect(port, "127.0.0.1");
          socket.setNoDelay(true);
          socket.on("data", read);
          socket.on("error", () => {});
          socket.on("close", () => { drop(); end({ status: 0, body: "" }); });
        }
        socket.write(bytes);
      });
    },
    close: drop,
  };
}

// Runs `work` while strace makes calls of the server fail ("accept4:error=EMFILE:when=1+3"); resolves with
// the lines that it wrote of them.
export async function withFailing(server, rule, work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-strace-"));
  const trace = path.join(folder, "trace");
  const strace = spawn("strace", ["-f", "-qq", "-o", trace, "-e", `trace=${rule.split(":")[0]}`, "-e", `inject=${rule}`, "-p", String(server.pid)],
    { stdio: "ignore" });
  const ended = new Promise((resolve, reject) => {
    strace.on("error", reject);
    strace.on("close", resolve);
  });
  await sleep(500);
  await work();
  strace.kill("SIGINT");
  await ended;
  const lines = readFileSync(trace, "utf8").split("\n");
  rmSync(folder, { recursive: true });
  return lines;
}

// What the shipped packs must be able to answer, and what they must decline.
export function shippedQuestions() {
  const folder = path.join(root, "knowledge");
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "schema")
    .flatMap(({ name }) => readFileSync(path.join(folder, name, "questions.jsonl"), "utf8").split("\n").filter(Boolean))
    .flatMap((line) => JSON.parse(line).turns.map(({ ask }) => ask));
}

// What a ledger holds, as `jauap ledger export` prints it.
export function ledgerEntries(file) {
  return execFileSync(program, ["ledger", "export", "--ledger", file], { encoding: "utf8", maxBuffer: 1 << 30 })
    .split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

// What SQLite says of the file: "ok" (Debian package sqlite3).
export function integrity(file) {
  return execFileSync("sqlite3", [file, "PRAGMA integrity_check"], { encoding: "utf8" }).trim();
}

// A word for each number, since numbers of persons are taken out of what the ledger keeps.
export function wordOf(number) {
  return `w${[...number.toString(26)].map((digit) => String.fromCharCode(97 + parseInt(digit, 26))).join("")}`;
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
