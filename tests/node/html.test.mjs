// The pages are valid HTML, as the server sends them and as the script leaves them.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { HtmlValidate } from "html-validate";
import { openPage, startBrowser, startJauap } from "./support.mjs";

const validator = new HtmlValidate({ extends: ["html-validate:standard"] });
let server, browser, starters;

before(async () => {
  server = await startJauap();
  browser = await startBrowser();
  ({ suggestions: starters } = await server.get("/api/suggestions"));
});

after(async () => {
  await browser?.close();
  assert.equal(await server?.stop(), 0);
});

async function check(html, name) {
  const report = await validator.validateString(html);
  const problems = report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`));
  assert.deepEqual(problems, [], name);
}

it("what the server sends is valid", async () => {
  const { groups } = await server.get("/api/facts?limit=0");
  const { pack, kind, property } = groups[0];
  for (const address of ["/", "/?widget&theme=dark", `/?q=${encodeURIComponent(starters[0])}`, "/?q=qwxzv%20%3Cb%3E",
    "/facts", "/facts?q=the", "/facts?q=qwxzv", `/facts?${new URLSearchParams({ pack, kind, property })}`]) {
    await check((await server.request(address)).body.toString(), address);
  }
});

it("what the script makes is valid", async () => {
  const page = await openPage(browser, server);
  for (const question of [...starters.slice(0, 3), "qwxzv blorptang"]) await page.put(question);
  await check(await page.content(), "after questions");
  await page.close();
});

it("a mistake is found", async () => {
  await assert.rejects(check("<!doctype html><html lang=en><title>a</title><p><div></div></p><img src=x></html>", "broken"));
});
