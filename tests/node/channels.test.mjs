// The chat platforms, as their vendors' own packages sign, verify and answer.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { validateSignature } from "@line/bot-sdk";
import { sign as signMeta } from "@octokit/webhooks-methods";
import { InteractionResponseType, InteractionType, verifyKey } from "discord-interactions";
import { Bot } from "grammy";
import { load as parseYaml } from "js-yaml";
import { AppService, AppServiceRegistration } from "matrix-appservice";
import { Webhook } from "standardwebhooks";
import twilio from "twilio";
import { ledgerEntries, program, root, startJauap } from "./support.mjs";

const require = createRequire(import.meta.url);
// What bolt checks each request with; the package does not export it.
const { verifySlackRequest } = require(path.join(path.dirname(require.resolve("@slack/bolt")), "receivers/verify-request.js"));
const question = "What is the capital of Kenya?";
const host = "https://chat.example.org";
const secrets = {
  generic: `whsec_${Buffer.from("a secret of at least 24 bytes").toString("base64")}`,
  slack: "8f742231b10e8888abcd99yyyzzz85a5",
  token: "xoxb-1",
  telegram: "a_secret-token",
  twilio: "12345678901234567890123456789012",
  meta: "a secret of Meta",
  teams: Buffer.from("a secret of Teams").toString("base64"),
  line: "a secret of LINE",
  hs: "a-token-of-the-homeserver",
  as: "a-token-of-the-service",
};
const keys = generateKeyPairSync("ed25519");
const publicKey = keys.publicKey.export({ format: "jwk" }).x;
let folder, server, api, closed, posted, homeserver, room;

const json = { "Content-Type": "application/json" };
const form = { "Content-Type": "application/x-www-form-urlencoded" };
const now = () => Math.floor(Date.now() / 1000);
const post = (name, headers, body) => server.request(`/webhooks/${name}`, { method: "POST", headers, body });

function write(name, text) {
  writeFileSync(path.join(folder, name), text);
  return name;
}

function listening(listener) {
  return new Promise((resolve) => { listener.listen(0, "127.0.0.1", () => resolve(listener.address().port)); });
}

// Slack's Web API: told a message, answers as it does.
function slackApi(request, response) {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    posted.push({ path: request.url, fields: request.headers, ...JSON.parse(Buffer.concat(parts)) });
    response.writeHead(200, json);
    response.end(JSON.stringify({ ok: true, channel: "C1", ts: `${posted.length}.5` }));
  });
}

// A homeserver: the first time it is too busy for each message, the second time its answer gets lost.
function matrixApi(request, response) {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const { method, url, headers } = request;
    const answer = (status, body) => {
      response.writeHead(status, json);
      response.end(JSON.stringify(body));
    };
    if (headers.authorization !== `Bearer ${secrets.as}`) return answer(401, { errcode: "M_UNKNOWN_TOKEN" });
    if (method === "POST" && url.endsWith("/join")) {
      room.joins.push(decodeURIComponent(url.split("/").at(-2)));
      return answer(200, { room_id: "!two:example.org" });
    }
    if (method === "GET" && url.endsWith("/joined_members")) {
      const members = { "@answers:example.org": {}, "@ann:example.org": {} };
      return answer(200, { joined: url.includes("two") ? members : { ...members, "@bob:example.org": {} } });
    }
    const [, id, transaction] = /^\/_matrix\/client\/v3\/rooms\/([^/]+)\/send\/m\.room\.message\/([^/]+)$/.exec(url) ?? [];
    if (method !== "PUT" || id === undefined) return answer(404, { errcode: "M_UNRECOGNIZED" });
    const key = decodeURIComponent(url);
    room.tries[key] = (room.tries[key] ?? 0) + 1;
    if (room.tries[key] === 1) return answer(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 200 });
    // Of a transaction that comes again, nothing is posted.
    room.events[key] ??= { room: decodeURIComponent(id), transaction: decodeURIComponent(transaction), ...JSON.parse(Buffer.concat(parts)) };
    if (room.tries[key] === 2) return request.socket.destroy();
    return answer(200, { event_id: `$answer-${Object.keys(room.events).indexOf(key)}` });
  });
}

async function until(check) {
  for (let left = 400; !check(); --left) {
    assert.ok(left > 0, "it does not happen");
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "jauap-"));
  posted = [];
  room = { joins: [], tries: {}, events: {} };
  api = http.createServer(slackApi);
  homeserver = http.createServer(matrixApi);
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path.join(folder, "tls.key"), "-out", path.join(folder, "tls.crt")],
  { stdio: "ignore" });
  closed = https.createServer({ key: readFileSync(path.join(folder, "tls.key")), cert: readFileSync(path.join(folder, "tls.crt")) }, slackApi);
  const ports = [await listening(api), await listening(closed), await listening(homeserver)];
  for (const [name, secret] of Object.entries(secrets)) write(name, `${secret}\n`);
  server = await startJauap("--ledger", path.join(folder, "ledger"), "--config", path.join(folder, write("jauap.toml", `
public_url = "${host}"
[channels.generic]
secret_file = "generic"
[channels.slack-command]
signing_secret_file = "slack"
[channels.slack]
signing_secret_file = "slack"
bot_token_file = "token"
api = "http://127.0.0.1:${ports[0]}"
[channels.untrusted]
platform = "slack"
signing_secret_file = "slack"
bot_token_file = "token"
api = "https://127.0.0.1:${ports[1]}"
[channels.telegram]
secret_token_file = "telegram"
username = "answers_bot"
[channels.discord]
public_key = "${Buffer.from(publicKey, "base64url").toString("hex")}"
[channels.whatsapp]
app_secret_file = "meta"
verify_token_file = "token"
access_token_file = "token"
api = "http://127.0.0.1:${ports[0]}/v23.0"
[channels.line]
channel_secret_file = "line"
access_token_file = "token"
api = "http://127.0.0.1:${ports[0]}"
[channels.twilio]
auth_token_file = "twilio"
[channels.matrix]
user = "@answers:example.org"
display_name = "Answers"
api = "http://127.0.0.1:${ports[2]}"
as_token_file = "as"
hs_token_file = "hs"
[channels.teams]
security_token_file = "teams"
`)));
});

after(async () => {
  assert.equal(await server?.stop(), 0);
  api?.close();
  api?.closeAllConnections();
  closed?.close();
  closed?.closeAllConnections();
  homeserver?.close();
  homeserver?.closeAllConnections();
  rmSync(folder, { recursive: true });
});

describe("Standard Webhooks", () => {
  const body = JSON.stringify({ type: "question", data: { message: question, session: "s" } });
  const signed = (id, time = new Date()) => ({
    ...json, "webhook-id": id, "webhook-timestamp": String(Math.floor(time / 1000)), "webhook-signature": new Webhook(secrets.generic).sign(id, time, body),
  });

  it("are answered with the reply object", async () => {
    const { status, body: answer } = await post("generic", signed("msg_1"), body);
    assert.equal(status, 200);
    assert.equal(JSON.parse(answer).session, "s");
    assert.match(JSON.parse(answer).answer, /Nairobi/);
  });

  it("may bear several signatures", async () => {
    const headers = signed("msg_2");
    headers["webhook-signature"] = `v1,${Buffer.alloc(32).toString("base64")} v2,x ${headers["webhook-signature"]}`;
    assert.equal((await post("generic", headers, body)).status, 200);
  });

  it("are refused where they come again, but acknowledged where their sender tries again", async () => {
    const first = signed("msg_4");
    assert.equal((await post("generic", first, body)).status, 200);
    assert.equal((await post("generic", first, body)).status, 401);
    const retry = await post("generic", signed("msg_4", new Date(Date.now() + 1_000)), body);
    assert.deepEqual([retry.status, retry.body.length], [200, 0]);
  });

  it("are refused where they are old, altered or of another secret", async () => {
    assert.equal((await post("generic", signed("msg_3", new Date(Date.now() - 400_000)), body)).status, 401);
    assert.equal((await post("generic", signed("msg_3"), `${body} `)).status, 401);
    const other = new Webhook(`whsec_${Buffer.alloc(24).toString("base64")}`);
    const time = new Date();
    assert.equal((await post("generic", { ...signed("msg_3", time), "webhook-signature": other.sign("msg_3", time, body) }, body)).status, 401);
  });
});

describe("Slack", () => {
  const signed = (body, time = now()) => ({
    "X-Slack-Request-Timestamp": String(time),
    "X-Slack-Signature": `v0=${createHmac("sha256", secrets.slack).update(`v0:${time}:${body}`).digest("hex")}`,
  });
  // Whether bolt takes it.
  const bolt = (body, headers) => {
    try {
      verifySlackRequest({
        signingSecret: secrets.slack,
        body,
        headers: { "x-slack-signature": headers["X-Slack-Signature"], "x-slack-request-timestamp": Number(headers["X-Slack-Request-Timestamp"]) },
      });
      return 200;
    } catch {
      return 401;
    }
  };
  const command = (text) => new URLSearchParams({ team_id: "T", channel_id: "C", user_id: "U", command: "/ask", text, trigger_id: text.slice(0, 60) }).toString();
  const event = (id, inner) => JSON.stringify({ type: "event_callback", event_id: id, event: { channel: "C1", user: "U", ts: `${id}.1`, ...inner } });
  const send = (body, name = "slack") => post(name, { ...json, ...signed(body) }, body);

  it("is answered where bolt would take the request, and refused where not", async () => {
    const body = command(question);
    const right = signed(body);
    const cases = [[body, right], [`${body}x`, right], [body, { ...right, "X-Slack-Signature": `v0=${"0".repeat(64)}` }], [body, signed(body, now() - 400)]];
    const statuses = [];
    for (const [sent, headers] of cases) {
      const answer = await post("slack-command", { ...form, ...headers }, sent);
      assert.equal(answer.status, bolt(sent, headers));
      statuses.push(answer.status);
      if (answer.status === 200) assert.match(JSON.parse(answer.body).text, /Nairobi/);
    }
    // A command is never sent again, so what comes again is a replay.
    assert.equal((await post("slack-command", { ...form, ...right }, body)).status, 401);
    assert.deepEqual(statuses, [200, 401, 401, 401]);
  });

  it("gets a command of more than 8 kB answered", async () => {
    const body = command("x".repeat(9_000));
    assert.equal((await post("slack-command", { ...form, ...signed(body) }, body)).status, 200);
  });

  it("has its address verified", async () => {
    const body = JSON.stringify({ type: "url_verification", token: "t", challenge: "3eZbrw1aBm2rZgRNFdxV" });
    const answer = await send(body);
    assert.equal(answer.status, 200);
    assert.equal(answer.body.toString(), "3eZbrw1aBm2rZgRNFdxV");
  });

  it("gets an answer posted in the thread, once", async () => {
    const body = event("Ev1", { type: "app_mention", text: `<@U0BOT> ${question}` });
    for (let times = 0; times < 3; ++times) {
      const answer = await send(body);
      assert.equal(answer.status, 200);
      assert.equal(answer.body.length, 0);
    }
    await send(event("Ev2", { type: "app_mention", text: "<@U0BOT> and of Estonia?", thread_ts: "Ev1.1" }));
    await send(event("Ev3", { type: "app_mention", bot_id: "B1", text: question }));
    await until(() => posted.length >= 2);
    assert.equal(posted.length, 2);
    const answer = posted.find(({ text }) => /Nairobi/.test(text));
    assert.equal(answer.path, "/chat.postMessage");
    assert.equal(answer.fields.authorization, "Bearer xoxb-1");
    assert.equal(answer.thread_ts, "Ev1.1");
    // The thread is a conversation.
    assert.match(posted.find((message) => message !== answer).text, /Tallinn/);
  });

  it("keeps what people think of an answer", async () => {
    await send(event("Ev4", { type: "reaction_added", reaction: "+1", item: { type: "message", channel: "C1", ts: "1.5" } }));
    const [kept] = ledgerEntries(path.join(folder, "ledger"));
    assert.equal(kept.helpful, true);
    assert.match(kept.answer, /Nairobi|Tallinn/);
  });

  it("is told nothing where its certificate is not to be trusted", async () => {
    const before = posted.length;
    const refused = new Promise((resolve) => { closed.once("tlsClientError", resolve); });
    const body = event("Ev5", { type: "app_mention", text: question });
    assert.equal((await send(body, "untrusted")).status, 200);
    await refused;
    assert.equal(posted.length, before);
  });
});

describe("Telegram", () => {
  const update = (text, id) => ({
    update_id: id, message: { message_id: 5, date: now(), text, chat: { id: 77, type: "private", first_name: "A" }, from: { id: 77, is_bot: false, first_name: "A" } },
  });
  const headers = { ...json, "X-Telegram-Bot-Api-Secret-Token": secrets.telegram };

  it("is answered with the envelope that grammY writes", async () => {
    const bot = new Bot("1:token", {
      botInfo: { id: 1, is_bot: true, first_name: "B", username: "answers_bot", can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false, can_connect_to_business: false, has_main_web_app: false },
      client: { canUseWebhookReply: (method) => method === "sendMessage" },
    });
    const answer = await post("telegram", headers, JSON.stringify(update(question, 1)));
    assert.equal(answer.status, 200);
    const ours = JSON.parse(answer.body);
    bot.on("message:text", (context) => context.reply(ours.text, { link_preview_options: { is_disabled: true } }));
    let theirs;
    await bot.handleUpdate(update(question, 2), { send: (body) => { theirs = JSON.parse(body); } });
    assert.match(ours.text, /Nairobi/);
    assert.deepEqual(Object.fromEntries(Object.keys(theirs).map((key) => [key, ours[key]])), theirs);
  });

  it("is refused without its secret", async () => {
    assert.equal((await post("telegram", json, JSON.stringify(update(question, 3)))).status, 401);
  });
});

describe("Discord", () => {
  const hex = () => Buffer.from(publicKey, "base64url").toString("hex");
  const signed = (body, time = String(now())) => ({
    ...json, "X-Signature-Timestamp": time, "X-Signature-Ed25519": sign(null, Buffer.from(time + body), keys.privateKey).toString("hex"),
  });
  const verified = (body, headers) => verifyKey(body, headers["X-Signature-Ed25519"], headers["X-Signature-Timestamp"], hex());
  const interaction = (type, data) => JSON.stringify({ type, id: `${type}`, channel_id: "C", member: { user: { id: "U" } }, data });

  it("is answered where its package verifies, and refused where not", async () => {
    const body = interaction(InteractionType.APPLICATION_COMMAND, { name: "ask", options: [{ name: "q", type: 3, value: question }] });
    const right = signed(body);
    const answer = await post("discord", right, body);
    assert.equal(await verified(body, right), true);
    assert.equal(answer.status, 200);
    const { type, data } = JSON.parse(answer.body);
    assert.equal(type, InteractionResponseType.CHANNEL_MESSAGE_WITH_SOURCE);
    assert.match(data.content, /Nairobi/);
    assert.equal((await post("discord", right, body)).status, 401);
    for (const [sent, headers] of [[`${body} `, right], [body, { ...right, "X-Signature-Timestamp": String(Number(right["X-Signature-Timestamp"]) - 1) }]]) {
      assert.equal(await verified(sent, headers), false);
      assert.equal((await post("discord", headers, sent)).status, 401);
    }
  });

  it("gets its ping back, and completions", async () => {
    const ping = interaction(InteractionType.PING);
    assert.deepEqual(JSON.parse((await post("discord", signed(ping), ping)).body), { type: InteractionResponseType.PONG });
    const typed = interaction(InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, { options: [{ name: "q", value: "capital of Ken", focused: true }] });
    const { type, data } = JSON.parse((await post("discord", signed(typed), typed)).body);
    assert.equal(type, InteractionResponseType.APPLICATION_COMMAND_AUTOCOMPLETE_RESULT);
    assert.ok(data.choices.some(({ value }) => /Kenya/.test(value)), JSON.stringify(data));
  });
});

describe("Twilio", () => {
  const parameters = (sid, text) => ({ MessageSid: sid, From: "whatsapp:+4917000", To: "whatsapp:+49100", Body: text, NumMedia: "0", ProfileName: "Zoë & Co" });
  const url = `${host}/webhooks/twilio`;
  const signed = (values) => ({ ...form, "X-Twilio-Signature": twilio.getExpectedTwilioSignature(secrets.twilio, url, values) });

  it("is answered in TwiML where its package signs", async () => {
    const values = parameters("SM1", question);
    const headers = signed(values);
    assert.ok(twilio.validateRequest(secrets.twilio, headers["X-Twilio-Signature"], url, values));
    const answer = await post("twilio", headers, new URLSearchParams(values).toString());
    assert.equal(answer.status, 200);
    assert.match(answer.headers["content-type"], /^text\/xml/);
    assert.match(answer.body.toString(), /<Response><Message>[^<]*Nairobi[^<]*<\/Message><\/Response>$/);
  });

  it("is refused where the form was altered", async () => {
    const headers = signed(parameters("SM2", question));
    assert.equal((await post("twilio", headers, new URLSearchParams(parameters("SM2", "hello")).toString())).status, 401);
  });
});

describe("WhatsApp", () => {
  const body = JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value: {
    messaging_product: "whatsapp", metadata: { phone_number_id: "106" }, messages: [{ from: "49170", id: "wamid.1", type: "text", text: { body: `${question} 😀` } }],
  } }] }] });

  it("is answered once where GitHub's package, whose scheme it shares, signs", async () => {
    const headers = { ...json, "X-Hub-Signature-256": await signMeta(secrets.meta, body) };
    assert.equal((await post("whatsapp", headers, body)).status, 200);
    assert.equal((await post("whatsapp", headers, body)).status, 200);
    assert.equal((await post("whatsapp", { ...headers, "X-Hub-Signature-256": await signMeta("other", body) }, body)).status, 401);
    const sent = () => posted.filter((message) => message.to === "49170");
    await until(() => sent().length > 0);
    assert.equal(sent().length, 1);
    assert.equal(sent()[0].path, "/v23.0/106/messages");
    // Questions to go on with are a list to choose from.
    assert.match(sent()[0].interactive.body.text, /Nairobi/);
  });

  it("has its address verified", async () => {
    const challenge = (token) => server.request(`/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=42`);
    const answer = await challenge(secrets.token);
    assert.deepEqual([answer.status, answer.body.toString()], [200, "42"]);
    assert.equal((await challenge("other")).status, 403);
  });
});

describe("Microsoft Teams", () => {
  it("is answered once where the body is signed, and lately", async () => {
    const message = (time) => JSON.stringify({ type: "message", id: "1", timestamp: new Date(time).toISOString(), from: { id: "u" }, conversation: { id: "19:x" }, text: `<at>Bot</at> ${question}` });
    const signed = (body) => ({ ...json, Authorization: `HMAC ${createHmac("sha256", Buffer.from(secrets.teams, "base64")).update(body).digest("base64")}` });
    const body = message(Date.now());
    const answer = await post("teams", signed(body), body);
    assert.match(JSON.parse(answer.body).text, /Nairobi/);
    assert.equal((await post("teams", signed(body), body)).status, 401);
    assert.equal((await post("teams", signed(body), body.replace("Kenya", "Estonia"))).status, 401);
    const old = message(Date.now() - 400_000);
    assert.equal((await post("teams", signed(old), old)).status, 401);
  });
});

describe("Matrix", () => {
  const user = "@answers:example.org";
  const base = "/webhooks/matrix/_matrix/app/v1";
  const bearing = (token) => ({ ...json, ...(token && { Authorization: `Bearer ${token}` }) });
  let count = 0;
  const message = (text, more = {}) => {
    count += 1;
    return { type: "m.room.message", room_id: "!two:example.org", event_id: `$e${count}`, sender: "@ann:example.org", origin_server_ts: Date.now(), content: { msgtype: "m.text", body: text, ...more.content }, ...more.event };
  };
  const push = (id, events, token = secrets.hs) => server.request(`${base}/transactions/${id}`, { method: "PUT", headers: bearing(token), body: JSON.stringify({ events }) });
  const sent = (id) => Object.values(room.events).find(({ transaction }) => transaction === id);

  it("may register what --check-config prints", () => {
    const text = execFileSync(program, ["serve", "--config", path.join(folder, "jauap.toml"), "--check-config"], { cwd: root }).toString();
    const [, printed] = /^matrix: [^]*?homeserver:\n([^]*?) {2}complete$/m.exec(text);
    assert.ok(!printed.includes(secrets.hs) && !printed.includes(secrets.as));
    const registration = AppServiceRegistration.fromObject(parseYaml(printed.replace("AS_TOKEN", secrets.as).replace("HS_TOKEN", secrets.hs)));
    assert.equal(registration.url, `${host}/webhooks/matrix`);
    assert.equal(registration.getHomeserverToken(), secrets.hs);
    assert.equal(registration.getAppServiceToken(), secrets.as);
    assert.equal(registration.getSenderLocalpart(), "answers");
    assert.equal(registration.isUserMatch(user, true), true);
    assert.equal(registration.isUserMatch("@answersXexample.org", false), false);
  });

  it("is answered with the statuses of its own package", async () => {
    const theirs = new AppService({ homeserverToken: secrets.hs });
    const port = await new Promise((resolve) => { theirs.listen(0, "127.0.0.1", 10, () => resolve(theirs.server.address().port)); });
    try {
      const event = JSON.stringify({ events: [message("hello")] });
      for (const [method, route, body] of [["PUT", "/transactions/t1", event], ["GET", `/users/${encodeURIComponent(user)}`, undefined]]) {
        for (const [token, status] of [[secrets.hs, 200], ["other", 403]]) {
          const ours = await server.request(base + route, { method, headers: bearing(token), body });
          const peer = await fetch(`http://127.0.0.1:${port}/_matrix/app/v1${route}`, { method, headers: bearing(token), body });
          assert.deepEqual([ours.status, peer.status], [status, status]);
          const { errcode } = await peer.json();
          assert.equal(JSON.parse(ours.body).errcode, errcode);
        }
      }
    } finally {
      theirs.server.close();
      theirs.server.closeAllConnections();
    }
    assert.equal((await push("t2", [], "")).status, 401);
    assert.equal((await server.request(`${base}/users/@other:example.org`, { headers: bearing(secrets.hs) })).status, 404);
    assert.equal((await server.request(`${base}/rooms/%23x:example.org`, { headers: bearing(secrets.hs) })).status, 404);
    const ping = await server.request(`${base}/ping`, { method: "POST", headers: bearing(secrets.hs), body: '{"transaction_id":"p"}' });
    assert.deepEqual([ping.status, ping.body.toString()], [200, "{}"]);
    const typed = await server.request(`${base}/transactions/t3`, { method: "PUT", headers: { ...bearing(secrets.hs), "Content-Type": "text/plain" }, body: "{}" });
    assert.equal(typed.status, 415);
    const large = (size) => server.request(`${base}/transactions/t4`, { method: "PUT", headers: bearing(secrets.hs), body: JSON.stringify({ events: [] }).padEnd(size) });
    assert.equal((await large(1_048_576)).status, 200);
    assert.equal((await large(1_048_577)).status, 413);
  });

  it("has the bot join where it is invited, once", async () => {
    const invitation = { type: "m.room.member", room_id: "!two:example.org", event_id: "$i", sender: "@ann:example.org", state_key: user, origin_server_ts: Date.now(), content: { membership: "invite", is_direct: true } };
    for (const id of ["5", "5", "6"]) assert.equal((await push(id, [invitation])).status, 200);
    await until(() => room.joins.length > 0);
    assert.deepEqual(room.joins, ["!two:example.org"]);
  });

  it("gets one answer, although the homeserver is busy, breaks off and sends again", async () => {
    const asked = message(question);
    for (let times = 0; times < 3; ++times) assert.equal((await push("7", [asked])).status, 200);
    await until(() => room.tries[`/_matrix/client/v3/rooms/!two:example.org/send/m.room.message/${asked.event_id}`] === 3);
    const answer = sent(asked.event_id);
    assert.equal(answer.msgtype, "m.notice");
    assert.match(answer.body, /Nairobi/);
    assert.match(answer.formatted_body, /Nairobi.*<a href="/s);
    assert.equal(answer["m.relates_to"], undefined);
    assert.equal(Object.values(room.events).filter(({ transaction }) => transaction === asked.event_id).length, 1);
  });

  it("has what people think of an answer kept", async () => {
    const kept = () => ledgerEntries(path.join(folder, "ledger")).find(({ helpful }) => helpful === false);
    // The answer is known once the homeserver has told its id.
    const answer = `$answer-${Object.values(room.events).findIndex(({ body }) => /Nairobi/.test(body))}`;
    for (let left = 100; left > 0 && !kept(); --left) {
      await new Promise((resolve) => { setTimeout(resolve, 25); });
      const reaction = message("", { event: { type: "m.reaction" } });
      reaction.content = { "m.relates_to": { rel_type: "m.annotation", event_id: answer, key: "👎" } };
      assert.equal((await push(`r${left}`, [reaction])).status, 200);
    }
    assert.equal(kept().helpful, false);
    assert.match(kept().answer, /Nairobi/);
  });

  it("is answered in a larger room where the bot is mentioned, as a reply", async () => {
    const event = { room_id: "!many:example.org" };
    const mention = { format: "org.matrix.custom.html", formatted_body: `<a href="https://matrix.to/#/${user}">Answers</a>: ${question}`, "m.mentions": { user_ids: [user] } };
    const called = message(`Answers: ${question}`, { event, content: mention });
    const events = [message(question, { event }), message(question, { event, content: { msgtype: "m.notice" } }), message(question, { event: { ...event, sender: user } }), called];
    assert.equal((await push("8", events)).status, 200);
    await until(() => sent(called.event_id));
    const answer = sent(called.event_id);
    assert.deepEqual(answer["m.relates_to"], { "m.in_reply_to": { event_id: called.event_id } });
    assert.deepEqual(answer["m.mentions"], { user_ids: ["@ann:example.org"] });
    assert.equal(Object.values(room.events).filter((posting) => posting.room === event.room_id).length, 1);
  });
});

describe("LINE", () => {
  it("is answered where its package verifies, and refused where not", async () => {
    const body = JSON.stringify({ destination: "U0", events: [{
      type: "message", mode: "active", webhookEventId: "01", replyToken: "r1", source: { type: "user", userId: "U1" }, message: { type: "text", id: "1", text: question },
    }] });
    const signature = createHmac("sha256", secrets.line).update(body).digest("base64");
    for (const [text, status] of [[body, 200], [body.replace("Kenya", "Estonia"), 401]]) {
      assert.equal(validateSignature(text, secrets.line, signature), status === 200);
      assert.equal((await post("line", { ...json, "X-Line-Signature": signature }, text)).status, status);
    }
    const sent = () => posted.filter((message) => message.replyToken === "r1");
    await until(() => sent().length > 0);
    assert.equal(sent()[0].path, "/v2/bot/message/reply");
    assert.match(sent()[0].messages[0].text, /Nairobi/);
  });
});
