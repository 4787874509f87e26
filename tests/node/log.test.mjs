// The log of a server, as programs read it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { startJauap } from "./support.mjs";

const secret = "kumquat-4711";

// What is logged of a few requests, some of which hold a secret.
async function logged(...options) {
  const server = await startJauap(...options);
  await server.ask(`How large is the ${secret}?`);
  await server.request(`/?q=${secret}`);
  await server.request(`/${secret}`);
  await server.request("/livez", { headers: { "X-Request-Id": "mine" } });
  assert.equal(await server.stop(), 0);
  return server.log();
}

describe("the log", () => {
  it("is an object a line where it is no terminal, with the ids of requests and no word of a question", async () => {
    const text = await logged("--log-requests", "all");
    const lines = text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    assert.ok(!text.includes(secret));
    for (const line of lines) {
      assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.ok(line.message && line.source && ["info", "warning", "error"].includes(line.level), JSON.stringify(line));
    }
    const asked = lines.filter(({ message }) => message === "POST /api/chat");
    assert.equal(asked.length, 1);
    assert.equal(asked[0].status, "200");
    assert.match(asked[0].request, /./);
    assert.match(asked[0].milliseconds, /^\d+$/);
    assert.ok(lines.some(({ message, status }) => message === "refused" && status === "404"));
    assert.ok(lines.some(({ message, request }) => message === "GET /livez" && request === "mine"));
  });

  it("is for people where that is asked for, and silent while all is well", async () => {
    assert.equal(await logged("--log-format", "text"), "");
    assert.match(await logged("--log-format", "text", "--log-requests", "all"), /^request: GET \/livez \(request mine, status 200, milliseconds \d+\)$/m);
  });

  it("tells of a reload, and of settings that wait for a restart", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-log-"));
    const config = path.join(folder, "jauap.toml");
    writeFileSync(config, `ledger = "ledger.db"\n`);
    const server = await startJauap("--config", config);
    const reload = async (version) => {
      server.signal("SIGHUP");
      for (let left = 400; left > 0 && !server.log().includes(`version ${version}`); --left) {
        await new Promise((resolve) => { setTimeout(resolve, 25); });
      }
    };
    await reload(2);
    writeFileSync(config, `ledger = "ledger.db"\nmax_body = 4096\n`);
    await reload(3);
    await server.stop();
    rmSync(folder, { recursive: true });
    const lines = server.log().split("\n").filter(Boolean).map((text) => ({ ...JSON.parse(text), time: "" }));
    assert.deepEqual(lines, [
      { time: "", level: "info", source: "reload", message: "version 2 answers now" },
      { time: "", level: "warning", source: "reload",
        message: `${config} has changed; settings are read at the start only, so a restart is needed` },
      { time: "", level: "info", source: "reload", message: "version 3 answers now" },
    ]);
  });
});
