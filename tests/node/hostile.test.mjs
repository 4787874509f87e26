// What somebody may type, send or leave behind to harm whoever looks at the page: all of it is shown as
// text, nothing of it runs, and nothing is asked from elsewhere.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { openPage, startBrowser, startJauap } from "./support.mjs";

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(2)>",
  "\"><svg onload=alert(3)>",
  "javascript:alert(4)",
  "</textarea></template><iframe src=javascript:alert(5)></iframe>",
  "' onfocus='alert(6)' autofocus='",
  "{{constructor.constructor('alert(7)')()}} ${alert(7)} {{#facts}}",
  "<link rel=stylesheet href=//evil.example/a.css><base href=//evil.example/>",
  "\u202Etxt.exe\u2066 \u200F<b>\u2069 \u202C",
  "null \u0000 byte \u0007 bell \u001B[31m",
  "half a pair \uD83D and \uDE00 the other",
  "<style>*{display:none}</style><meta http-equiv=refresh content=0;url=//evil.example>",
  "w".repeat(100_000),
  "Z̸̡̛" + "\u0300".repeat(500) + "algo",
];
let server, browser;

before(async () => {
  server = await startJauap();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  assert.equal(await server?.stop(), 0);
});

const foreign = "main :is(script, iframe, object, style, link, meta, base, b), main img, [onerror], [onload], [onfocus]";

// The text as a text node holds it: what cannot be sent is replaced, and control characters may be.
const readable = (text) => text.replace(/[\u0000-\u001F\uD800-\uDFFF\uFFFD]/g, "");

async function checkHarmless(page, what) {
  assert.equal(await page.locator(foreign).count(), 0, what);
  assert.deepEqual(page.faults, [], what);
}

it("hostile text is shown as text when it is typed and after a reload", async () => {
  const page = await openPage(browser, server);
  for (const text of hostile) {
    const turn = await page.put(text);
    const shown = await turn.locator(".question span[dir]").textContent();
    const expected = text.slice(0, 4000);
    assert.equal(readable(shown), readable(expected), JSON.stringify(text.slice(0, 60)));
    await checkHarmless(page, text.slice(0, 60));
  }
  await page.reload();
  assert.equal(await page.turns.count(), hostile.length);
  await checkHarmless(page, "after a reload");
  await page.close();
});

it("hostile text in the address is shown as text, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await openPage(browser, server, { javaScriptEnabled });
    for (const text of hostile) {
      const address = `/?q=${encodeURIComponent(text.toWellFormed?.() ?? text.replace(/[\uD800-\uDFFF]/g, "\uFFFD"))}`;
      if (address.length > 8_000) {
        assert.equal((await server.request(address)).status, 414);
        continue;
      }
      if (javaScriptEnabled) await page.evaluate(() => sessionStorage.clear());
      await page.goto(server.url + address);
      await page.turns.first().waitFor();
      const shown = await page.turns.first().locator(".question span[dir]").textContent();
      assert.equal(readable(shown), readable(text), text.slice(0, 60));
      await checkHarmless(page, text.slice(0, 60));
      await page.goto(`${server.url}/facts?q=${encodeURIComponent(readable(text))}`);
      await checkHarmless(page, text.slice(0, 60));
    }
    await page.close();
  }
});

it("hostile text in a kept conversation and in a reply is shown as text", async () => {
  const page = await openPage(browser, server);
  const good = await server.ask("hello");
  for (const text of hostile.slice(0, -2)) {
    const fact = { id: text, text, value: null, unit: text, when: text,
      source: { title: text, publisher: text, date: text, url: text.includes("javascript") ? text : `javascript:${text}`, at: text } };
    await page.route("**/api/chat", (route) => route.fulfill({ json: { ...good, status: "answered", answer: text, premise: text,
      value_text: text, notes: [text], unmatched: [text], suggestions: [text], steps: [text], facts: [fact],
      chart: { title: text, unit: text, form: "bars", bars: [{ label: text, value: 1, text }, { label: text, value: 2, text }] },
      trace: [{ stage: "set", summary: text, details: [text] }] } }));
    await page.put("anything");
    await checkHarmless(page, text);
    assert.equal(await page.locator("a[href^='javascript']").count(), 0);
    await page.unroute("**/api/chat");
  }
  await page.reload();
  await checkHarmless(page, "after a reload");
  const broken = ["", "null", "[]", "{", '{"session":1,"turns":[]}', '{"session":"s","turns":[{}]}',
    '{"session":"s","turns":[{"question":"q","answer":"a","notes":[1],"chart":[],"sources":[],"how":[],"unmatched":[],"suggestions":[],"status":"<b>"}]}'];
  for (const kept of broken) {
    await page.evaluate((text) => sessionStorage.setItem("jauap", text), kept);
    await page.reload();
    await page.put("hello");
    await checkHarmless(page, kept);
  }
  await page.close();
});

it("hostile text sent to the API comes back as JSON", async () => {
  for (const text of hostile) {
    const body = JSON.stringify({ message: text, session: text.slice(0, 50) });
    const { status, headers } = await server.request("/api/chat",
      { method: "POST", headers: { "Content-Type": "application/json" }, body });
    assert.ok([200, 400, 413].includes(status), `${status} for ${text.slice(0, 40)}`);
    assert.match(headers["content-type"], /^application\/(problem\+)?json/);
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
});
