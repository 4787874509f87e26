// The chat in a corner of another site: a page of another origin, with a policy of its own, that holds one
// script tag.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, it } from "node:test";
import { openPage, startBrowser, startJauap } from "./support.mjs";

let host, site, server, browser, starters, attributes = "";

before(async () => {
  host = http.createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy",
      `default-src 'none'; script-src ${server.url}; frame-src ${server.url}; img-src data:`);
    response.end(`<!doctype html><html lang="en"><title>A site</title><link rel="icon" href="data:,">
      <main><h1>A site</h1><p><a href="#">A link before</a></p></main>
      <script src="${server.url}/widget.js" defer ${attributes}></script></html>`);
  });
  await new Promise((resolve) => { host.listen(0, "127.0.0.1", resolve); });
  site = `http://127.0.0.1:${host.address().port}`;
  server = await startJauap("--widget-parent", site);
  browser = await startBrowser();
  ({ suggestions: starters } = await server.get("/api/suggestions"));
});

after(async () => {
  await browser?.close();
  host?.close();
  assert.equal(await server?.stop(), 0);
});

const open = (options) => openPage(browser, server, { start: `${site}/`, alsoFrom: [site], ...options });
// Waits until the focus is on what a selector of the shadow tree names.
async function focusOn(page, selector) {
  for (let left = 200; left > 0; --left) {
    const isThere = await page.evaluate((wanted) => document.activeElement?.shadowRoot?.activeElement?.matches(wanted), selector);
    if (isThere) return;
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  assert.fail(`the focus never got to ${selector}`);
}

const isIn = (page) => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName ?? document.activeElement.tagName);

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    it(`is opened, asked and closed by keyboard alone, ${width} ${colorScheme}`, async () => {
      attributes = `data-title="Ask us" data-accent="#8a1c4a"`;
      const page = await open({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      const button = page.getByRole("button", { name: "Ask us" });
      assert.equal(page.frames().length, 1, "nothing is loaded before it is opened");
      await button.focus();
      await page.keyboard.press("Enter");
      const frame = page.frameLocator("iframe");
      const box = frame.getByLabel("Your question");
      await box.waitFor();
      await focusOn(page, "iframe");
      await page.keyboard.type(starters[0]);
      await page.keyboard.press("Enter");
      await frame.locator(".turn .answer").first().waitFor();
      await page.shot(`widget-${width}-${colorScheme}`);
      assert.deepEqual(await page.barriers(), []);
      // The focus never gets to what lies behind.
      for (let i = 0; i < 25; ++i) {
        await page.keyboard.press("Tab");
        assert.notEqual(await isIn(page), "A", "the focus left the dialog");
      }
      await box.focus();
      await page.keyboard.press("Escape");
      await focusOn(page, ".open");
      assert.equal(await page.getByRole("dialog").count(), 0);
      await page.keyboard.press("Enter");
      await box.waitFor();
      assert.equal(await frame.locator(".turn").count(), 1, "the conversation goes on");
      await page.getByRole("button", { name: "Close" }).click();
      assert.equal(await page.getByRole("dialog").count(), 0);
      assert.deepEqual(page.faults, []);
      await page.close();
    });
  }
}

it("takes its colours from its tag", async () => {
  attributes = `data-theme="dark" data-accent="#ffd700" data-side="left"`;
  const page = await open();
  await page.getByRole("button", { name: "Ask a question" }).click();
  const frame = page.frameLocator("iframe");
  await frame.locator("html.scripted").waitFor();
  const colours = await frame.getByRole("button", { name: "Ask", exact: true })
    .evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]);
  assert.deepEqual(colours, ["rgb(255, 215, 0)", "rgb(0, 0, 0)"]);
  const paper = await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  assert.equal(paper, "rgb(18, 24, 28)");
  await page.shot("widget-gold");
  assert.deepEqual(page.faults, []);
  await page.close();
});

it("says so where the site may not show it", async () => {
  attributes = "";
  const other = await startJauap();
  const wanted = server;
  server = other;
  const page = await openPage(browser, other, { start: `${site}/`, alsoFrom: [site] });
  await page.getByRole("button", { name: "Ask a question" }).click();
  await page.getByText("may not be shown on this site").waitFor();
  server = wanted;
  await page.close();
  await other.stop();
});
