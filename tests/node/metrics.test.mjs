// The figures for Prometheus, read by a parser that is not ours; and whether what is shown and alerted of
// them is there.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import parse from "parse-prometheus-text-format";
import { root, startJauap } from "./support.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-"));
const secret = "Zanzibarqueque";
let server;

before(async () => {
  server = await startJauap("--ledger", path.join(folder, "ledger"), "--ledger-questions", "all", "--client-rate", "100000",
    "--redis", `unix://${folder}/away`);
});
after(async () => {
  assert.equal(await server?.stop(), 0);
  rmSync(folder, { recursive: true });
});

async function metrics() {
  const { status, headers, body } = await server.request("/metrics");
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "text/plain; version=0.0.4; charset=utf-8");
  const text = body.toString();
  // The parser wants a histogram's buckets in front of its count; Prometheus takes any order.
  const sorted = text.replaceAll(/^(\S+_count .*\n\S+_sum .*\n)((?:\S+_bucket.*\n)+)/gm, "$2$1");
  return { text, families: new Map(parse(sorted).map((family) => [family.name, family])) };
}

// The sum of a family's samples that have these labels.
function sum({ families }, name, labels = {}) {
  return families.get(name).metrics
    .filter((metric) => Object.entries(labels).every(([label, value]) => metric.labels?.[label] === value))
    .reduce((total, metric) => total + Number(metric.value ?? metric.count), 0);
}

describe("the figures for Prometheus", () => {
  it("count what happens", async () => {
    const earlier = await metrics();
    const { suggestions } = await server.get("/api/suggestions");
    for (const question of suggestions) await server.ask(question);
    await server.ask(`How large is ${secret}?`);
    await server.request(`/?q=${secret}`);
    await server.request("/api/chat");
    await server.request(`/${secret}`);
    const now = await metrics();
    const raised = (name, labels) => sum(now, name, labels) - (earlier.families.has(name) ? sum(earlier, name, labels) : 0);
    assert.equal(raised("jauap_answers_total", { status: "answered" }), suggestions.length);
    assert.equal(raised("jauap_answers_total", { status: "unknown" }), 2);
    assert.equal(raised("jauap_answers_total", { stage: "accounting" }), 2);
    assert.equal(raised("jauap_answer_seconds"), suggestions.length + 2);
    assert.equal(raised("jauap_http_requests_total", { route: "/api/chat", method: "POST", status: "200" }), suggestions.length + 1);
    assert.equal(raised("jauap_http_requests_total", { route: "/api/chat", method: "GET", status: "400" }), 1);
    assert.equal(raised("jauap_http_requests_total", { route: "none", method: "none", status: "404" }), 1);
    assert.ok(sum(now, "jauap_http_connections") >= 1);
    assert.equal(sum(now, "jauap_http_working"), 1, "the request for these figures");
    assert.equal(sum(now, "jauap_http_waiting"), 0);
    assert.ok(sum(now, "jauap_pack_facts") > 100);
    assert.equal(sum(now, "jauap_version"), 1);
    assert.equal(sum(now, "jauap_ledger_failing"), 0);
    assert.equal(sum(now, "jauap_redis_up"), 0);
    assert.ok(raised("jauap_redis_alone_total", { of: "client_rate" }) >= suggestions.length);
    assert.equal(sum(now, "jauap_redis_alone_total", { of: "deliveries" }), 0);
  });

  it("have the types and names that Prometheus asks for", async () => {
    const { families, text } = await metrics();
    assert.ok(families.size >= 15);
    for (const { name, type, help } of families.values()) {
      assert.match(name, /^jauap_[a-z_]+$/);
      assert.ok(help.length > 5, name);
      assert.equal(name.endsWith("_total"), type === "COUNTER", name);
    }
    // Each series once.
    const series = text.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.slice(0, line.lastIndexOf(" ")));
    assert.equal(new Set(series).size, series.length);
  });

  it("hold no word of a question", async () => {
    await server.ask(secret);
    await server.request(`/${secret}`);
    assert.ok(!(await metrics()).text.includes(secret));
  });

  it("are all that dashboard and alerts speak of", async () => {
    const { families } = await metrics();
    const names = new Set([...families].flatMap(([name, { type }]) => (type === "HISTOGRAM" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name])));
    for (const file of ["deploy/grafana/jauap.json", "deploy/prometheus/alerts.yml"]) {
      const used = readFileSync(path.join(root, file), "utf8").match(/\bjauap_[a-z_]+/g);
      assert.ok(used.length >= 7, file);
      for (const name of used) assert.ok(names.has(name), `${file}: ${name}`);
    }
  });
});
