// The API against its description, in both directions: whatever is described is asked for and has
// the form that is described, and whatever the server answers is described. Then what every
// interface for programs has in common: hostile texts, origins, tokens, request ids.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import Ajv2020 from "ajv/dist/2020.js";
import { ledgerEntries, openPage, root, startBrowser, startJauap } from "./support.mjs";

const run = promisify(execFile);
const Ajv = Ajv2020.default ?? Ajv2020;
const api = JSON.parse(readFileSync(path.join(root, "web/openapi.json"), "utf8"));
const origin = "https://pages.example.org";
const token = "a-token-that-only-this-test-knows";
const adminToken = "another-token-that-only-this-test-knows";
const json = { "Content-Type": "application/json" };
const question = "What is the capital of Kenya?";
let server, guarded, broken, small, folder;

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "jauap-"));
  writeFileSync(path.join(folder, "token"), `${token}\n`);
  writeFileSync(path.join(folder, "admin"), `${adminToken}\n`);
  const administered = ["--admin-token-file", path.join(folder, "admin")];
  server = await startJauap("--allow-origin", origin, "--ledger", path.join(folder, "ledger"), ...administered);
  writeFileSync(path.join(folder, "broken"), "x".repeat(10_000));
  broken = await startJauap("--ledger", path.join(folder, "broken"), ...administered);
  guarded = await startJauap("--token-file", path.join(folder, "token"), ...administered,
    "--conversation-rate", "1", "--conversation-burst", "1");
  writeTable("name,height\nSaltby,1\n");
  small = await startJauap("--knowledge", path.join(folder, "harbours.csv"), "--no-cache", ...administered,
    "--ledger", path.join(folder, "asked"), "--ledger-questions", "unanswered");
});

after(async () => {
  assert.equal(await server?.stop(), 0);
  assert.equal(await broken?.stop(), 0);
  assert.equal(await guarded?.stop(), 0);
  assert.equal(await small?.stop(), 0);
  rmSync(folder, { recursive: true });
});

// What the server that is called small answers from.
function writeTable(text) {
  writeFileSync(path.join(folder, "harbours.csv"), text);
}

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(api, "api");

// What the description's pointer stands for.
function at(part) {
  return part?.$ref ? part.$ref.slice(2).split("/").reduce((value, key) => value[key], api) : part;
}

function escaped(name) {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

// Whether an answer is as the operation's description says.
async function check(answer, method, route) {
  const described = at(api.paths[route][method].responses[answer.status]);
  assert.ok(described, `${method} ${route} answers ${answer.status}, which is not described`);
  assert.match(answer.headers.get("X-Request-Id") ?? "", /^[\w.-]{1,128}$/);
  const body = await answer.text();
  if (!described.content) {
    assert.equal(body, "");
    return body;
  }
  const type = answer.headers.get("Content-Type").split(";")[0];
  assert.ok(described.content[type], `${method} ${route} ${answer.status} is a ${type}`);
  if (type.endsWith("json") && described.content[type].schema) {
    const reference = api.paths[route][method].responses[answer.status].$ref;
    const pointer = reference
      ? `${reference}/content/${escaped(type)}/schema`
      : `#/paths/${escaped(route)}/${method}/responses/${answer.status}/content/${escaped(type)}/schema`;
    const validate = ajv.getSchema(`api${pointer}`);
    assert.ok(validate(JSON.parse(body)), `${method} ${route} ${answer.status}: ${ajv.errorsText(validate.errors)}\n${body}`);
  }
  return body;
}

// The bodies that the description shows for an operation.
function examples(operation) {
  const content = operation.requestBody?.content["application/json"];
  if (!content) return [undefined];
  if (content.example !== undefined) return [content.example];
  return Object.values(content.examples ?? {}).map((example) => example.value);
}

function address(route, operation) {
  const query = new URLSearchParams();
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in === "query" && parameter.example !== undefined) query.set(parameter.name, parameter.example);
  }
  return `${route}${query.size > 0 ? `?${query}` : ""}`;
}

// How each status is brought about; what is special to an operation stands behind "operation status".
const modern = {
  jsonrpc: "2.0", id: 1, method: "no/such",
  params: {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
    },
  },
};
// Of three questions at once of one conversation that may ask one a second, one at least is too many.
async function tooMany(ask) {
  const answers = await Promise.all([ask(), ask(), ask()]);
  const refused = answers.find(({ status }) => status === 429) ?? answers[0];
  assert.equal(refused.headers.get("Retry-After"), "1");
  return refused;
}
const bearing = { ...json, Authorization: `Bearer ${token}` };
const administering = { ...json, Authorization: `Bearer ${adminToken}` };
const headersOf = (operation) => (operation.tags.includes("admin") ? administering : json);

async function reload(text) {
  writeTable(text);
  return fetch(`${small.url}/admin/reload`, { method: "POST", headers: administering });
}
// Files that change as often as they are read.
async function reloadRestless() {
  for (let left = 20; left > 0; --left) {
    let isOver = false;
    const asked = fetch(`${small.url}/admin/reload`, { method: "POST", headers: administering })
      .finally(() => { isOver = true; });
    for (let i = 1; !isOver; ++i) {
      writeTable(`name,height\nSaltby,${"1".repeat(1 + (i % 9))}\n`);
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    const answer = await asked;
    if (answer.status === 503) return answer;
  }
  throw new Error("the files were never found to change");
}

const special = {
  "postReload 409": () => reload("name,height\nSaltby,\"1\n"),
  "postReload 503": () => reloadRestless(),
  "getEntries 400": (url) => fetch(`${url}?from=x`, { headers: administering }),
  ...Object.fromEntries([["getUnanswered", "GET"], ["getEntries", "GET"], ["postForget", "POST"]].flatMap(([name, method]) => {
    const asked = { method, headers: administering, ...(method === "POST" ? { body: '{"all":true}' } : {}) };
    return [[`${name} 404`, (url, route) => fetch(guarded.url + route, asked)],
      [`${name} 503`, (url, route) => fetch(broken.url + route, asked)]];
  })),
  "getChat 429": (url, route) => tooMany(() => fetch(`${guarded.url}${route}?q=hello&session=get`, { headers: bearing })),
  "postChat 429": (url, route) => tooMany(() => fetch(guarded.url + route, {
    method: "POST", headers: bearing, body: JSON.stringify({ message: "hello", session: "post" }),
  })),
  "getFacts 400": (url) => fetch(`${url}?limit=x`),
  "getSuggestions 400": (url) => fetch(`${url}?limit=x`),
  "getPage 404": (url) => fetch(`${url}?pack=no-such`),
  "getFactsPage 400": (url) => fetch(`${url}?from=x`),
  "getFactsPage 404": (url) => fetch(`${url}?pack=no-such&kind=x&property=x`),
  "getReadyz 401": (url, route) => fetch(`${guarded.url}${route}?verbose`),
  "postFeedback 204": (url, route, operation) => fetch(url, {
    method: "POST", headers: json, body: JSON.stringify(examples(operation)[0]),
  }),
  "postFeedback 503": (url, route, operation) => fetch(broken.url + route, {
    method: "POST", headers: json, body: JSON.stringify(examples(operation)[0]),
  }),
  "postFeedback 404": (url, route) => fetch(guarded.url + route, { method: "POST", headers: bearing, body: "{}" }),
  "postChatCompletion 404": (url) => fetch(url, {
    method: "POST", headers: json, body: JSON.stringify({ model: "no-such", messages: [{ role: "user", content: "?" }] }),
  }),
  "postMcp 202": (url) => fetch(url, {
    method: "POST", headers: json, body: JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }),
  }),
  "postMcp 404": (url) => fetch(url, {
    method: "POST",
    headers: { ...json, "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": modern.method },
    body: JSON.stringify(modern),
  }),
};
const common = {
  get: {
    200: (url, route, operation) => fetch(server.url + address(route, operation), { headers: headersOf(operation) }),
    400: (url) => fetch(url),
    401: (url, route) => fetch(guarded.url + route),
  },
  post: {
    400: (url, route, operation) => fetch(url, { method: "POST", headers: headersOf(operation), body: "{" }),
    401: (url, route) => fetch(guarded.url + route, { method: "POST", headers: json, body: "{}" }),
    403: (url, route, operation) => fetch(url,
      { method: "POST", headers: { ...headersOf(operation), Origin: "https://evil.example" }, body: "{}" }),
    413: (url, route, operation) => fetch(url, { method: "POST", headers: headersOf(operation), body: " ".repeat(300_000) }),
    415: (url, route, operation) => fetch(url,
      { method: "POST", headers: { ...headersOf(operation), "Content-Type": "text/plain" }, body: "{}" }),
  },
};

describe("the description of the API", () => {
  for (const [route, operations] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      for (const status of Object.keys(operation.responses)) {
        it(`is right about ${method} ${route} ${status}`, async () => {
          const url = server.url + route;
          if (method === "post" && status === "200") {
            const shown = examples(operation);
            assert.ok(shown.length > 0, "there is no example to send");
            for (const body of shown) {
              const answer = await fetch(url, { method: "POST", headers: headersOf(operation), body: JSON.stringify(body) });
              assert.equal(answer.status, 200);
              await check(answer, method, route);
            }
            return;
          }
          const ask = special[`${operation.operationId} ${status}`] ?? common[method][status];
          assert.ok(ask, "this test does not know how to bring that about");
          const answer = await ask(url, route, operation);
          assert.equal(String(answer.status), status);
          await check(answer, method, route);
        });
      }
    }
  }

  it("has the form of each event of a stream", async () => {
    const validate = ajv.getSchema("api#/components/schemas/ChatCompletionChunk");
    const answer = await fetch(`${server.url}/v1/chat/completions`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ model: "jauap", stream: true, stream_options: { include_usage: true }, messages: [{ role: "user", content: question }] }),
    });
    const events = (await answer.text()).split("\n\n").filter(Boolean).map((event) => event.replace(/^data: /, ""));
    assert.equal(events.pop(), "[DONE]");
    assert.equal(events.length, 4);
    for (const event of events) assert.ok(validate(JSON.parse(event)), ajv.errorsText(validate.errors));
  });

  it("passes a linter", async () => {
    const environment = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await run(process.execPath, ["node_modules/@redocly/cli/bin/cli.js", "lint", path.join(root, "web/openapi.json")],
      { cwd: path.dirname(new URL(import.meta.url).pathname), env: environment });
  });
});

describe("the examples of /docs", () => {
  const page = readFileSync(path.join(root, "web/docs.html"), "utf8");
  const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const shown = [...page.matchAll(/<pre data-run(?: data-status="(\d+)")?><code>([^]*?)<\/code><\/pre>/g)]
    .map(([, status, command]) => ({ status: status ?? "200", command: unescaped(command) }));

  it("are there, and no command is left out", () => {
    assert.ok(shown.length >= 10);
    assert.equal(page.match(/\bcurl /g).length, shown.map(({ command }) => command.match(/\bcurl /g).length).reduce((a, b) => a + b));
  });

  shown.forEach(({ status, command }, index) => {
    it(`run: ${index + 1}`, async () => {
      const script = command.replaceAll(/^curl /gm, "curl -w '\\n%{http_code}\\n' ");
      const { stdout } = await run("bash", ["-euc", script], { env: { ...process.env, JAUAP: server.url } });
      const codes = stdout.match(/^\d{3}$/gm);
      assert.deepEqual(new Set(codes), new Set([status]), stdout);
      if (status === "200") assert.match(stdout, /Nairobi|Tallinn|landlocked|"data"|my-request-7/);
    });
  });
});

describe("the page /docs", () => {
  let browser;
  before(async () => { browser = await startBrowser(); });
  after(() => browser?.close());

  for (const colorScheme of ["light", "dark"]) {
    it(`has no barriers and fits a narrow window, ${colorScheme}`, async () => {
      const page = await openPage(browser, server, { colorScheme, viewport: { width: 320, height: 560 } });
      await page.goto(`${server.url}/docs`);
      assert.deepEqual(await page.barriers(), []);
      assert.equal(await page.scrollsSideways(), false);
      assert.deepEqual(page.faults, []);
      await page.close();
    });
  }
});

// Texts that break programs that do not expect them. Half a surrogate pair is what a program sends
// that cut a text in the middle of a character.
const hostile = {
  "markup": "<img src=x onerror=alert(1)> <b>What is the capital of Kenya?</b>",
  "a script": "</script><script>alert(document.cookie)</script>",
  "a bidirectional override": "What is the \u202Elatipac\u202C of Kenya?",
  "100 kB": "a".repeat(100_000),
  "null bytes": "What is\u0000 the capital\u0000 of Kenya?",
  "half a surrogate pair": "What is the capital of Kenya \uD83D?",
  "control characters": "\u001B[31mred\u0007\r\nX-Injected: 1\r\n\r\n",
  "nested JSON": `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  "a template": "{{constructor.constructor('return 1')()}} ${7*7} {answer} %s%n",
  "combining marks": `Ke${"\u0301".repeat(1_000)}nya`,
  "nothing": "",
  "an end of events": "data: [DONE]\n\ndata: {}\n\n",
};

describe("hostile texts", () => {
  const surfaces = {
    "/api/chat": {
      body: (message) => ({ message, session: "hostile" }),
      text: (answer) => answer.answer,
    },
    "/v1/chat/completions": {
      body: (content) => ({ model: "jauap", messages: [{ role: "user", content }, { role: "user", content }] }),
      text: (answer) => answer.choices[0].message.content,
    },
    "/mcp": {
      body: (asked) => ({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "ask", arguments: { question: asked } } }),
      text: (answer) => answer.result.content[0].text,
    },
  };
  for (const [route, surface] of Object.entries(surfaces)) {
    for (const [name, text] of Object.entries(hostile)) {
      it(`${name} through ${route}`, async () => {
        const answer = await fetch(server.url + route, { method: "POST", headers: json, body: JSON.stringify(surface.body(text)) });
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get("X-Injected"), null);
        const said = surface.text(JSON.parse(await check(answer, "post", route)));
        assert.ok(said.length > 0 && said.length < 10_000, `${said.length} characters`);
      });
    }
    it(`deep JSON through ${route}`, async () => {
      const body = JSON.stringify(surface.body("?")).replace('"?"', `${"[".repeat(50_000)}${"]".repeat(50_000)}`);
      const answer = await fetch(server.url + route, { method: "POST", headers: json, body });
      assert.equal(answer.status, 400);
      await check(answer, "post", route);
    });
  }

  it("stay inside their events", async () => {
    for (const text of Object.values(hostile)) {
      const answer = await fetch(`${server.url}/v1/chat/completions`, {
        method: "POST", headers: json, body: JSON.stringify({ model: "jauap", stream: true, messages: [{ role: "user", content: text }] }),
      });
      const events = (await answer.text()).split("\n\n").filter(Boolean);
      assert.equal(events.length, 4);
      for (const event of events.slice(0, 3)) JSON.parse(event.replace(/^data: /, ""));
    }
  });

  it("as the name of anything else are refused", async () => {
    for (const text of Object.values(hostile).map((whole) => whole.slice(0, 50_000))) {
      const model = await fetch(`${server.url}/v1/chat/completions`, {
        method: "POST", headers: json, body: JSON.stringify({ model: text, messages: [{ role: "user", content: "?" }] }),
      });
      assert.equal(model.status, 404);
      await check(model, "post", "/v1/chat/completions");
      for (const method of ["tools/call", "resources/read", text || "x"]) {
        const answer = await fetch(`${server.url}/mcp`, {
          method: "POST", headers: json, body: JSON.stringify({ jsonrpc: "2.0", id: text, method, params: { name: text, uri: text } }),
        });
        assert.equal(answer.status, 200);
        const { error, id } = JSON.parse(await check(answer, "post", "/mcp"));
        assert.ok(error.code < 0);
        assert.equal(id, text.toWellFormed());
      }
    }
  });
});

describe("pages of other sites", () => {
  it("are answered where they are allowed, and only there", async () => {
    for (const [sent, allowed] of [[origin, origin], ["https://evil.example", null], ["null", null], [`${origin}.evil.example`, null]]) {
      const answer = await fetch(`${server.url}/api/chat?q=hello`, { headers: { Origin: sent } });
      assert.equal(answer.headers.get("Access-Control-Allow-Origin"), allowed);
      const posted = await fetch(`${server.url}/mcp`, {
        method: "POST", headers: { ...json, Origin: sent }, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
      });
      assert.equal(posted.status, allowed ? 200 : 403);
      assert.equal(posted.headers.get("Access-Control-Allow-Origin"), allowed);
    }
  });

  it("may ask before they post", async () => {
    const ask = (sent) => fetch(`${server.url}/v1/chat/completions`, {
      method: "OPTIONS",
      headers: { Origin: sent, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,x-stainless-os" },
    });
    const allowed = await ask(origin);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get("Access-Control-Allow-Origin"), origin);
    assert.match(allowed.headers.get("Access-Control-Allow-Methods"), /\bPOST\b/);
    assert.match(allowed.headers.get("Access-Control-Allow-Headers"), /Authorization/);
    assert.equal(allowed.headers.get("Vary"), "Accept-Encoding, Origin");
    assert.equal((await ask("https://evil.example")).headers.get("Access-Control-Allow-Origin"), null);
  });
});

describe("a server with a token", () => {
  it("answers who bears it", async () => {
    for (const [sent, status] of [[`Bearer ${token}`, 200], [`bearer ${token}`, 200], ["Bearer wrong", 401],
      [`Bearer ${token}x`, 401], [`Bearer ${token.slice(1)}`, 401], [`Basic ${token}`, 401], [token, 401], ["Bearer ", 401]]) {
      const answer = await fetch(`${guarded.url}/v1/models`, { headers: { Authorization: sent } });
      assert.equal(answer.status, status, sent);
      assert.equal(answer.headers.get("WWW-Authenticate"), status === 401 ? "Bearer" : null);
    }
  });

  it("says that it is well to anybody", async () => {
    for (const route of ["/livez", "/readyz"]) assert.equal((await fetch(guarded.url + route)).status, 200);
  });

  it("tells nobody what there is", async () => {
    for (const route of ["/nothing", "/mcp", "/"]) assert.equal((await fetch(guarded.url + route)).status, 401);
  });
});

describe("administrators", () => {
  const ask = async (route, body) => {
    const answer = await fetch(small.url + route, { headers: administering,
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}) });
    assert.equal(answer.status, 200);
    return answer.json();
  };

  it("put new facts into use, and hear what is wrong with them", async () => {
    const broken = await reload("name,height\nSaltby,\"7\n");
    assert.equal(broken.status, 409);
    const { detail, errors } = await broken.json();
    assert.match(detail, /goes on answering/);
    assert.match(errors[0].detail, /harbours\.csv:2/);
    const good = await reload("name,height\nSaltby,7\n");
    assert.equal(good.status, 200);
    const { version, packs } = await good.json();
    assert.equal(packs.length, 1);
    assert.equal((await small.get("/readyz?verbose")).version, version);
    assert.deepEqual((await small.ask("What is the height of Saltby?")).values, [7]);
  });

  it("see what was not answered, and have it forgotten", async () => {
    await small.get(`/api/chat?session=ann&q=${encodeURIComponent("What is the height of Atlantis?")}`);
    let unanswered;
    for (let left = 200; left > 0; --left) { // it is written by a thread of its own
      ({ unanswered } = await ask("/admin/ledger"));
      if (unanswered.length > 0) break;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    assert.equal(unanswered[0].example, "What is the height of Atlantis?");
    const { entries } = await ask("/admin/ledger/entries");
    assert.deepEqual(entries, ledgerEntries(path.join(folder, "asked")));
    assert.deepEqual(await ask("/admin/ledger/forget", { session: "bob" }), { forgotten: 0 });
    assert.deepEqual(await ask("/admin/ledger/forget", { session: "ann" }), { forgotten: 1 });
    assert.deepEqual((await ask("/admin/ledger")).unanswered, []);
  });

  it("are none who bear another token, or come from a page", async () => {
    for (const [headers, status] of [[bearing, 401], [{ Authorization: `Bearer ${adminToken}x` }, 401],
      [{ Authorization: `Basic ${adminToken}` }, 401], [administering, 404]]) {
      assert.equal((await fetch(`${guarded.url}/admin/ledger`, { headers })).status, status);
    }
    for (const method of ["GET", "OPTIONS"]) {
      const answer = await fetch(`${server.url}/admin/ledger`, { method, headers: { ...administering, Origin: origin } });
      assert.equal(answer.headers.get("Access-Control-Allow-Origin"), null);
    }
  });
});

describe("a request id", () => {
  it("comes back where it is sane", async () => {
    for (const [sent, sane] of [["abc-123_X.9", true], ["a".repeat(128), true], ["a".repeat(129), false], ["a b", false], ["<script>", false], ["é", false]]) {
      const answer = await fetch(`${server.url}/livez`, { headers: { "X-Request-Id": sent } });
      const id = answer.headers.get("X-Request-Id");
      if (sane) assert.equal(id, sent);
      else assert.match(id, /^[0-9a-f]{8}-\d+$/);
    }
  });

  it("is of one request", async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await fetch(`${server.url}/livez`)).headers.get("X-Request-Id")));
    assert.equal(new Set(ids).size, 50);
  });
});

it("an address that takes other methods says which", async () => {
  for (const [route, allow] of [["/v1/chat/completions", "POST, OPTIONS"], ["/mcp", "POST, OPTIONS"], ["/api/chat", "GET, HEAD, POST, OPTIONS"]]) {
    for (const method of ["DELETE", ...(allow.includes("GET") ? [] : ["GET"])]) {
      const answer = await fetch(server.url + route, { method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("Allow"), allow);
      assert.match(await answer.text(), /POST/);
    }
  }
});
