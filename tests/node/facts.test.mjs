// What the page says can be asked: each question has an answer, which rests on the fact that it stands
// beside; and the page of all facts shows them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openPage, startBrowser, startJauap } from "./support.mjs";

const all = 150;     // a pack of so many facts is asked whole,
const sample = 150;  // of a bigger one this many, spread over it
let server, browser, packs;

before(async () => {
  server = await startJauap();
  browser = await startBrowser();
  ({ packs } = await server.get("/readyz?verbose"));
});

after(async () => {
  await browser?.close();
  assert.equal(await server?.stop(), 0);
});

async function factsOf(pack) {
  const facts = [];
  for (let offset = 0; ; offset += 200) {
    const page = await server.get(`/api/facts?pack=${encodeURIComponent(pack)}&limit=200&offset=${offset}`);
    facts.push(...page.facts);
    if (facts.length >= page.total) return facts;
  }
}

describe("the facts", () => {
  it("have questions that are answered from them", async () => {
    for (const { name, facts: count } of packs) {
      const facts = await factsOf(name);
      assert.equal(facts.length, count);
      const step = facts.length <= all ? 1 : Math.ceil(facts.length / sample);
      const unanswered = [];
      for (let at = 0; at < facts.length; at += step) {
        const { id, question } = facts[at];
        const reply = await server.ask(question);
        const isHeld = reply.status === "answered" && reply.facts.some((fact) => fact.id === id);
        if (!isHeld) unanswered.push(`${question} → ${reply.status}: ${reply.answer}`);
      }
      assert.deepEqual(unanswered, [], name);
    }
  });

  it("are browsed and searched without a script", async () => {
    const page = await openPage(browser, server, { javaScriptEnabled: false, start: "/facts" });
    for (const { title } of packs) assert.ok(await page.getByRole("heading", { name: title }).isVisible(), title);
    const { groups } = await server.get("/api/facts?limit=0");
    assert.equal(await page.locator("main details").count(), groups.length);
    const big = page.locator("details", { has: page.getByText(/^All \d/) }).first();
    await big.locator("summary").click();
    await big.getByText(/^All \d/).click();
    const questions = page.locator(".questions a");
    assert.equal(await questions.count(), 50);
    const first = await questions.first().innerText();
    await page.getByRole("link", { name: "Next" }).click();
    assert.notEqual(await questions.first().innerText(), first);
    await page.getByRole("link", { name: "Previous" }).click();
    assert.equal(await questions.first().innerText(), first);
    await page.getByLabel("Search the facts").fill(first);
    await page.getByRole("button", { name: "Search" }).click();
    assert.equal(await questions.first().innerText(), first);
    await questions.first().click();
    assert.equal(await page.turns.getAttribute("data-status"), "answered");
    await page.goto(`${server.url}/facts?q=qwxzv`);
    assert.equal(await questions.count(), 0);
    assert.ok(await page.getByText("No question has these words").isVisible());
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});
