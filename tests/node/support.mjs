// What the tests share: the program under test and a browser.
import http from "node:http";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";
import { freePort, program, root } from "./port.mjs";

export { program, root };

// Starts `jauap serve` in the repository's root, with more options where given, and waits until it
// is ready.
export async function startJauap(...options) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ["serve", "--port", String(port), ...options],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { output += text; });
  child.stderr.on("data", (text) => { log += text; });
  const ended = new Promise((resolve) => { child.on("close", resolve); });
  child.on("error", (error) => { output += error.message; });
  for (let left = 200; ; --left) {
    try {
      if ((await fetch(`${url}/readyz`)).ok) break;
    } catch {
      if (child.exitCode !== null || left === 0) throw new Error(`${program} does not serve: ${output}`);
    }
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  return {
    url,
    // On a connection of its own: one that was kept may be closed for idleness just as it is used.
    request(address, { method = "GET", headers = {}, body } = {}) {
      return new Promise((resolve, reject) => {
        const asked = http.request(url + address, { method, agent: false, headers }, (response) => {
          const parts = [];
          response.on("data", (part) => parts.push(part));
          response.on("end", () => {
            resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) });
          });
        });
        asked.on("error", reject);
        asked.end(body);
      });
    },
    async get(address) {
      const { status, body } = await this.request(address);
      if (status !== 200) throw new Error(`${address}: status ${status}: ${body}`);
      return JSON.parse(body);
    },
    async ask(message) {
      const { body } = await this.request("/api/chat",
        { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ message }) });
      return JSON.parse(body);
    },
    // What it has said on standard error.
    log: () => log,
    signal(name) {
      child.kill(name);
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;  // the exit code
    },
  };
}

// What a ledger has kept.
export function ledgerEntries(file) {
  const lines = execFileSync(program, ["ledger", "export", "--ledger", file], { encoding: "utf8" });
  return lines.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.JAUAP_BROWSER ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// A page that remembers what must not happen on it: messages on the console, violations of the
// content security policy, requests to another host.
export async function openPage(browser, server, options = {}) {
  const { start = "/", ...settings } = options;
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...settings });
  const page = await context.newPage();
  const faults = [];
  const allowed = [server.url, ...(options.alsoFrom ?? [])];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!allowed.includes(new URL(request.url()).origin)) faults.push(`request: ${request.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }
  await page.goto(new URL(start, server.url).href);
  return Object.assign(page, {
    faults,
    box: page.getByLabel("Your question"),
    turns: page.locator(".turn"),
    // Types a question, sends it and waits for its answer.
    async put(question) {
      const before = await this.turns.count();
      await this.box.fill(question);
      await this.box.press("Enter");
      await this.turns.nth(before).waitFor();
      return this.turns.nth(before);
    },
    // The page as it looks now, for people to look at: build/screenshots/NAME.png.
    async shot(name) {
      mkdirSync(path.join(root, "build/screenshots"), { recursive: true });
      await this.screenshot({ path: path.join(root, "build/screenshots", `${name}.png`) });
    },
    // Texts that are smaller than a phone shows without zooming in.
    smallTexts() {
      return this.evaluate(() => [...document.querySelectorAll("body *")]
        .filter((part) => part.textContent.trim() && parseFloat(getComputedStyle(part).fontSize) < 16)
        .map((part) => `${part.tagName} ${part.getAttribute("class")}`));
    },
    // What axe finds on the page and in its frames, one line each. Under the page's policy it cannot be a
    // script of the page.
    async barriers() {
      const found = [];
      for (const frame of this.frames()) {
        await frame.evaluate(() => Promise.all(document.getAnimations().map((move) => move.finished)));
        await frame.evaluate(axeSource);
        found.push(...(await frame.evaluate(() => globalThis.axe.run(document, { iframes: false }))).violations);
      }
      return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
    },
    scrollsSideways() {
      return this.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    },
    close: () => context.close(),
  });
}
