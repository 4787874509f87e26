// Prints how long 200 requests a second to one channel take, alone and while the API of another
// channel answers after two seconds: node channels_load.mjs [SECONDS]
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { startJauap } from "./support.mjs";

const seconds = Number(process.argv[2] ?? 10);
const perSecond = 200;
const question = "What is the capital of Kenya?";
const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-"));
writeFileSync(path.join(folder, "key"), "a-secret\n");

let waiting = 0;
const api = http.createServer((request, response) => {
  waiting += 1;
  request.resume();
  setTimeout(() => {
    response.end(JSON.stringify({ ok: true, channel: "C", ts: "1" }));
    waiting -= 1;
  }, 2_000);
});
await new Promise((resolve) => { api.listen(0, "127.0.0.1", resolve); });
writeFileSync(path.join(folder, "jauap.toml"), `
[channels.mattermost]
token_file = "key"
[channels.slack]
signing_secret_file = "key"
bot_token_file = "key"
api = "http://127.0.0.1:${api.address().port}"
`);
const server = await startJauap("--config", path.join(folder, "jauap.toml"));
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function post(address, headers, body) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const request = http.request(server.url + address, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode, time: performance.now() - begin }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

let count = 0;
function mattermost() {
  count += 1;
  return post("/webhooks/mattermost", { "Content-Type": "application/json" },
    JSON.stringify({ token: "a-secret", post_id: `p${count}`, user_id: `u${count % 50}`, text: question }));
}

function slack() {
  count += 1;
  const body = JSON.stringify({ type: "event_callback", event_id: `E${count}`, event: { type: "app_mention", channel: "C", ts: `${count}.1`, text: question } });
  const time = Math.floor(Date.now() / 1_000);
  return post("/webhooks/slack", {
    "Content-Type": "application/json",
    "X-Slack-Request-Timestamp": time,
    "X-Slack-Signature": `v0=${createHmac("sha256", "a-secret").update(`v0:${time}:${body}`).digest("hex")}`,
  }, body);
}

// So many a second, each sent when it is due, whether those before are answered or not.
async function load(send) {
  const answers = [];
  const begin = performance.now();
  for (let sent = 0; sent < seconds * perSecond;) {
    for (; sent < Math.min((performance.now() - begin) / 1_000, seconds) * perSecond; ++sent) answers.push(send());
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
  return Promise.all(answers);
}

function report(name, answers) {
  const times = answers.map(({ time }) => time).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1);
  const statuses = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  console.log(`${name.padEnd(38)} median ${at(0.5)} ms, 99 % ${at(0.99)} ms, most ${at(1)} ms; ${JSON.stringify(statuses)}`);
}

report("Mattermost alone", await load(mattermost));
const [other, slow] = await Promise.all([load(mattermost), load(slack)]);
report("Mattermost beside a slow Slack API", other);
report("Slack, acknowledged meanwhile", slow);
console.log(`calls under way at the end: ${waiting}`);
await server.stop();
agent.destroy();
api.closeAllConnections();
api.close();
rmSync(folder, { recursive: true });
