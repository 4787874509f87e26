// The clients of the Model Context Protocol that people have, of both its eras, over HTTP and over
// standard input; then the official conformance suite.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import * as modern from "@modelcontextprotocol/client";
import * as modernStdio from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { program, root, startJauap } from "./support.mjs";

const folder = path.dirname(fileURLToPath(import.meta.url));
const question = "What is the capital of Kenya?";
const about = { name: "jauap-tests", version: "1" };
let server;

before(async () => { server = await startJauap(); });
after(async () => { assert.equal(await server?.stop(), 0); });

const started = { command: program, args: ["mcp"], cwd: root, stderr: "inherit" };
const connections = {
  "the first SDK over HTTP": () => [new LegacyClient(about), new LegacyHttp(new URL(`${server.url}/mcp`))],
  "the first SDK over standard input": () => [new LegacyClient(about), new LegacyStdio(started)],
};
const negotiations = { "nothing said": undefined, "legacy": { mode: "legacy" }, "auto": { mode: "auto" }, "2026-07-28": { mode: { pin: "2026-07-28" } } };
for (const [name, versionNegotiation] of Object.entries(negotiations)) {
  const client = () => new modern.Client(about, versionNegotiation ? { versionNegotiation } : {});
  connections[`the second SDK over HTTP, ${name}`] = () => [client(), new modern.StreamableHTTPClientTransport(new URL(`${server.url}/mcp`))];
  connections[`the second SDK over standard input, ${name}`] = () => [client(), new modernStdio.StdioClientTransport(started)];
}

for (const [name, connect] of Object.entries(connections)) {
  describe(name, () => {
    let client;
    before(async () => {
      const [made, transport] = connect();
      client = made;
      await client.connect(transport);
    });
    after(() => client?.close());

    it("is told what this is", () => {
      assert.equal(client.getServerVersion()?.name, "jauap");
      assert.match(client.getInstructions(), /never guesses[^]*Countries of the world/);
    });

    it("finds two tools that only read", async () => {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map((tool) => tool.name), ["ask", "find_facts"]);
      for (const tool of tools) {
        assert.equal(tool.annotations.readOnlyHint, true);
        assert.equal(tool.outputSchema.type, "object");
        assert.doesNotMatch(JSON.stringify(tool), /openapi\.json|\{packs\}/);
      }
    });

    it("asks, and gets text, links and data that follows the schema", async () => {
      await client.listTools();  // the SDKs then hold the data against the schema
      const { content, structuredContent, isError } = await client.callTool({ name: "ask", arguments: { question } });
      assert.ok(!isError);
      assert.match(content[0].text, /Nairobi[^]*Source: /);
      assert.equal(content[1].type, "resource_link");
      assert.match(content[1].uri, /^https:/);
      assert.equal(structuredContent.status, "answered");
      assert.deepEqual(structuredContent.values, ["Nairobi"]);
    });

    it("gets a link to the pack where a source has no address", async () => {
      const { content } = await client.callTool({ name: "ask", arguments: { question: "How large were exports in 2021?" } });
      assert.equal(content[1].uri, "jauap://packs/kazakhstan-lithuania");
      const { contents } = await client.readResource({ uri: content[1].uri });
      assert.equal(JSON.parse(contents[0].text).name, "kazakhstan-lithuania");
    });

    it("is told what is not known, which is no error", async () => {
      const { structuredContent, isError } = await client.callTool({ name: "ask", arguments: { question: "How large is trade with Atlantis?" } });
      assert.ok(!isError);
      assert.equal(structuredContent.status, "unknown");
      assert.deepEqual(structuredContent.unmatched, ["Atlantis"]);
    });

    it("finds facts", async () => {
      const find = async (options) => (await client.callTool({ name: "find_facts", arguments: options })).structuredContent;
      const found = await find({ words: "capital Kenya" });
      assert.equal(found.total, 1);
      assert.equal(found.facts[0].value, "Nairobi");
      const many = await find({ words: "capital", limit: 3, pack: "countries" });
      assert.equal(many.facts.length, 3);
      assert.ok(many.total > 200);
      assert.deepEqual(await find({ words: "qwxzv" }), { facts: [], total: 0, unmatched: ["qwxzv"], suggestions: [] });
    });

    it("reads the packs", async () => {
      const { resources } = await client.listResources();
      assert.ok(resources.length >= 2);
      for (const { uri, name } of resources) {
        const pack = JSON.parse((await client.readResource({ uri })).contents[0].text);
        assert.equal(pack.name, name);
        const { structuredContent } = await client.callTool({ name: "ask", arguments: { question: pack.questions[0], pack: name } });
        assert.equal(structuredContent.status, "answered");
      }
      await assert.rejects(client.readResource({ uri: "jauap://packs/none" }), { code: -32602 });
    });

    it("is told what is wrong with arguments in words that a model can use", async () => {
      const cases = [
        ["ask", {}, /question/], ["ask", { question: 7 }, /a text/], ["ask", { question, pak: "x" }, /did you mean "pack"/],
        ["ask", { question, pack: "none" }, /only: /], ["find_facts", { words: "x", limit: 0 }, /from 1 to 100/],
        ["find_facts", { words: "x", limit: 1.5 }, /whole number/],
      ];
      for (const [tool, options, wanted] of cases) {
        const { content, isError } = await client.callTool({ name: tool, arguments: options });
        assert.equal(isError, true);
        assert.match(content[0].text, wanted);
      }
      await assert.rejects(client.callTool({ name: "none", arguments: {} }), { code: -32602 });
    });
  });
}

// The suite also fails where an entry of the list no longer fails.
describe("the conformance suite", () => {
  const suite = (...options) => promisify(execFile)(process.execPath,
    ["node_modules/@modelcontextprotocol/conformance/dist/index.js", "server", "--url", `${server.url}/mcp`, ...options],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).catch((error) => { throw new Error(error.stdout.slice(-4_000)); });

  for (const revision of ["2026-07-28", "2025-11-25"]) {
    it(`of ${revision}, but for what is listed with its reason`, () => (
      suite("--requirements", revision, "--expected-failures", `mcp_not_applicable_${revision.slice(0, 4)}.yml`)));
  }

  it("of header fields, which no revision scores yet", () => suite("--scenario", "http-header-validation"));
});
