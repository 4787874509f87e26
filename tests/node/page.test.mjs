// The page in a browser, as people use it. Most of what is asked is what the page itself offers, so that
// the tests hold for any packs; questions about one are chosen from what it says can be asked.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { ledgerEntries, openPage, startBrowser, startJauap } from "./support.mjs";

const nonsense = "Qwxzv blorptang fnurgle?";
const ledger = path.join(mkdtempSync(path.join(tmpdir(), "jauap-")), "ledger");
let server, browser, starters;

before(async () => {
  server = await startJauap("--ledger", ledger);
  browser = await startBrowser();
  ({ suggestions: starters } = await server.get("/api/suggestions"));
});

after(async () => {
  await browser?.close();
  assert.equal(await server?.stop(), 0);
});

// A test with a page of its own, which nothing may have gone wrong on.
function onPage(name, options, test) {
  it(name, async () => {
    const page = await openPage(browser, server, options);
    try {
      await test(page);
      assert.deepEqual(page.faults, []);
    } finally {
      await page.close();
    }
  });
}

// A reply as the server would make it, with other members.
async function withReply(page, members) {
  const reply = await server.ask(starters[0]);
  await page.route("**/api/chat", (route) => route.fulfill({ json: { ...reply, ...members } }));
}

const questionOf = (turn) => turn.locator(".question span[dir]").innerText();

describe("the page", () => {
  onPage("says what can be asked about and offers questions", {}, async (page) => {
    assert.equal(await page.locator("h1").innerText(), "Jauap");
    assert.ok((await page.locator(".pack h3").first().innerText()).length > 3);
    assert.ok(await page.locator("#starters button").count() >= 2, "starters");
    assert.match(await page.title(), /^Jauap – .+/);
    assert.equal(await page.locator("link[rel=icon]").getAttribute("href"), "/icon.svg");
    for (const question of await page.locator("#starters button").allTextContents()) {
      assert.equal((await server.ask(question)).status, "answered", question);
    }
  });

  onPage("answers a typed question with its source", {}, async (page) => {
    const reply = await server.ask(starters[0]);
    const turn = await page.put(starters[0]);
    assert.equal(await questionOf(turn), starters[0]);
    assert.equal(await turn.locator(".answer").innerText(), reply.answer);
    if (reply.value_text) assert.equal(await turn.locator(".value").innerText(), reply.value_text);
    assert.ok(await page.box.evaluate((box) => box === document.activeElement), "focus");
    const card = turn.locator(".source");
    assert.equal(await card.locator("blockquote").isVisible(), false);
    await card.locator("summary").click();
    const { text, source } = reply.facts[0];
    const shown = await card.innerText();
    for (const part of [text, source.title, source.publisher, source.date, source.at]) {
      if (part) assert.ok(shown.includes(part), `${part} in ${shown}`);
    }
    assert.equal(await page.box.inputValue(), "");
    assert.match(await page.title(), / – Jauap$/);
  });

  onPage("tells how an answer was found", {}, async (page) => {
    const turn = await page.put(starters[0]);
    const how = turn.locator(".how");
    assert.equal(await how.locator("pre").isVisible(), false);
    await how.locator("summary").press("Enter");
    assert.ok((await how.locator("pre").innerText()).length > 5);
    await withReply(page, { steps: ["3 − 1 = 2"] });
    const worked = await page.put(starters[0]);
    await worked.locator(".how summary").click();
    assert.equal(await worked.locator(".how li").innerText(), "3 − 1 = 2");
  });

  onPage("sets apart what was read otherwise", {}, async (page) => {
    const typed = starters[0].replace(/(\w{7,})/, (word) => word.slice(0, 3) + word[4] + word[3] + word.slice(5));
    const { notes, answer } = await server.ask(typed);
    assert.equal(notes.length, 1, `${typed}: ${answer}`);
    const turn = await page.put(typed);
    assert.equal(await turn.locator(".note").innerText(), notes[0].slice(1, -1));
    assert.equal((await turn.locator(".answer").innerText()).includes(notes[0]), false);
  });

  onPage("asks back with buttons", {}, async (page) => {
    await withReply(page, { status: "clarify", answer: "Which?", facts: [], value_text: null, suggestions: starters.slice(0, 2) });
    const turn = await page.put("which");
    assert.equal(await turn.locator(".answer").innerText(), "Which?");
    await page.unroute("**/api/chat");
    await turn.getByRole("button", { name: starters[1], exact: true }).click();
    await page.turns.nth(1).waitFor();
    assert.equal(await questionOf(page.turns.nth(1)), starters[1]);
  });

  onPage("says what it did not understand and offers questions", {}, async (page) => {
    const turn = await page.put(nonsense);
    assert.equal(await turn.getAttribute("data-status"), "unknown");
    assert.ok(await turn.locator(".verdict").isVisible());
    assert.ok(await turn.locator(".unmatched q").count() > 0, "unmatched");
    const suggestion = turn.locator(".suggestions button").first();
    const text = await suggestion.innerText();
    await suggestion.click();
    await page.turns.nth(1).waitFor();
    assert.equal(await questionOf(page.turns.nth(1)), text);
    assert.notEqual(await page.turns.nth(1).getAttribute("data-status"), "unknown");
  });

  onPage("draws bars and lines with a table beneath", {}, async (page) => {
    const bars = [["Low", 3], ["Lower", -2], ["High <b>", 12]].map(([label, value]) => ({ label, value, text: `${value} m` }));
    for (const form of ["bars", "line"]) {
      await withReply(page, { chart: { title: "height", unit: "m", form, bars } });
      const turn = await page.put(`draw ${form}`);
      const picture = turn.getByRole("img");
      assert.equal(await picture.locator("title").textContent(), form === "line" ? "Line: height" : "Bars: height");
      assert.equal(await picture.locator("desc").textContent(), "Low: 3 m; Lower: -2 m; High <b>: 12 m");
      assert.equal(await picture.locator(form === "line" ? "circle" : "rect:not(.ground)").count(), 3);
      await turn.getByText("The numbers as a table").click();
      assert.deepEqual(await turn.locator("tbody tr").allInnerTexts(), ["Low\t3 m", "Lower\t-2 m", "High <b>\t12 m"]);
      await page.unroute("**/api/chat");
    }
  });

  onPage("is used by keyboard alone", {}, async (page) => {
    await page.box.focus();
    await page.keyboard.type("first line");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("second");
    assert.equal(await page.box.inputValue(), "first line\nsecond");
    assert.equal(await page.turns.count(), 0);
    await page.keyboard.press("Escape");
    assert.equal(await page.box.inputValue(), "");
    await page.keyboard.press("Enter");
    assert.equal(await page.turns.count(), 0);
    await page.locator("#starters button").first().focus();
    await page.keyboard.press("Enter");
    await page.turns.first().waitFor();
    await page.put(starters[1]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.box.inputValue(), starters[1]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.box.inputValue(), starters[0]);
    await page.keyboard.press("Escape");
  });

  // Tabs through the page: everything has a name, and one sees where one is.
  onPage("shows where the focus is", {}, async (page) => {
    await page.put(nonsense);
    await page.evaluate(() => { document.activeElement.blur(); });
    const seen = new Set();
    for (let rounds = 0, left = 60; rounds < 2 && left > 0; --left) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(focused);
        const name = focused.ariaLabel || focused.labels?.[0]?.textContent || focused.textContent;
        return { outline: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, name: name.trim() };
      });
      if (at === null) {
        ++rounds;
        continue;
      }
      assert.ok(at.outline, `${at.name} shows no focus`);
      assert.ok(at.name, "a control without a name");
      seen.add(at.name);
    }
    for (const name of ["Go to the question box", "What can I ask?", "New conversation", "Copy link", "Ask"]) {
      assert.ok(seen.has(name), `${name} is not reached`);
    }
  });

  onPage("offers questions while one types", {}, async (page) => {
    const begun = starters[0].split(" ").slice(0, 3).join(" ");
    const { suggestions } = await server.get(`/api/suggestions?q=${encodeURIComponent(begun)}`);
    assert.ok(suggestions.length > 0);
    await page.box.pressSequentially(begun);
    const options = page.locator("#completions [role=option]");
    // What was offered for fewer letters may still be there for a moment.
    const wanted = suggestions.filter((text) => text !== begun);
    for (let left = 200; left > 0 && !isDeepStrictEqual(await options.allInnerTexts(), wanted); --left) await page.waitForTimeout(25);
    assert.deepEqual(await options.allInnerTexts(), wanted);
    assert.match(await page.locator("#news").textContent(), /to choose$/);
    assert.deepEqual(await page.barriers(), []);
    await page.keyboard.press("ArrowDown");
    const active = await page.box.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).innerText(), suggestions[0]);
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowUp");
    assert.equal(await options.last().getAttribute("aria-selected"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#completions").isVisible(), false);
    assert.equal(await page.box.inputValue(), begun);
    await page.keyboard.type(" ");
    await options.first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.turns.first().waitFor();
    assert.equal(await questionOf(page.turns.first()), suggestions[0]);
    await page.box.pressSequentially(begun);
    await options.first().click();
    await page.turns.nth(1).waitFor();
    assert.equal(await page.locator("#completions").isVisible(), false);
  });

  onPage("asks a question from its address", {}, async (page) => {
    await page.goto(`${server.url}/?q=${encodeURIComponent(starters[0])}`);
    await page.turns.first().locator("[data-do=copy]").waitFor();
    const reply = await server.ask(starters[0]);
    assert.equal(await page.turns.locator(".answer").innerText(), reply.answer);
    assert.equal(await page.turns.count(), 1);
    assert.equal(page.url(), `${server.url}/`);
    await page.reload();
    await page.turns.first().waitFor();
    assert.equal(await page.turns.count(), 1);
    await page.box.press("ArrowUp");
    assert.equal(await page.box.inputValue(), starters[0]);
  });

  onPage("keeps the conversation over a reload until it is cleared", {}, async (page) => {
    await page.put(starters[0]);
    await page.put(starters[1]);
    const before = await page.locator("#transcript").innerText();
    await page.reload();
    await page.turns.nth(1).waitFor();
    assert.equal(await page.locator("#transcript").innerText(), before);
    assert.equal(await page.locator("#news").textContent(), "", "history is told again");
    const third = await page.put(starters[2]);
    assert.equal(await questionOf(third), starters[2]);
    await page.getByRole("button", { name: "New conversation" }).click();
    assert.equal(await page.turns.count(), 0);
    assert.ok(await page.locator("#starters").isVisible());
    await page.reload();
    assert.equal(await page.turns.count(), 0);
  });

  onPage("asks of one pack where several are loaded", {}, async (page) => {
    const { packs } = await server.get("/readyz?verbose");
    if (packs.length < 2) return;
    const names = await page.locator("#pack option").allInnerTexts();
    assert.deepEqual(names.slice(1).sort(), packs.map(({ title }) => title).sort());
    for (const { name, title } of packs) {
      await page.getByLabel("Ask about").selectOption(name);
      const { suggestions } = await server.get(`/api/suggestions?pack=${name}`);
      if (await page.turns.count() === 0) {
        await page.locator("#starters button", { hasText: suggestions[0] }).first().waitFor();
      }
      const turn = await page.put(suggestions[0]);
      assert.equal(await turn.getAttribute("data-status"), "answered", `${title}: ${suggestions[0]}`);
    }
    const [{ suggestions: [own] }] = await Promise.all([server.get(`/api/suggestions?pack=${packs[0].name}`)]);
    await page.getByLabel("Ask about").selectOption(packs[1].name);
    const other = await page.put(own);
    assert.notEqual(await other.getAttribute("data-status"), "answered");
    await page.reload();
    assert.equal(await page.getByLabel("Ask about").inputValue(), packs[1].name);
  });

  onPage("copies an answer and a link to it", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    const { answer } = await server.ask(starters[0]);
    const turn = await page.put(starters[0]);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await turn.getByRole("button", { name: "Copy answer" }).click();
    await page.locator("#toast").waitFor();
    assert.equal(await copied(), answer);
    await turn.getByRole("button", { name: "Copy link" }).click();
    await page.locator("#toast", { hasText: "link" }).waitFor();
    assert.equal(await copied(), `${server.url}/?q=${encodeURIComponent(starters[0]).replaceAll("%20", "+")}`);
  });

  onPage("keeps what people think of an answer", {}, async (page) => {
    const turn = await page.put(starters[0]);
    await turn.getByRole("button", { name: "This did not help" }).click();
    const comment = turn.getByLabel("What was good or missing?");
    await comment.waitFor();
    assert.equal(await turn.getByRole("button", { name: "This did not help" }).getAttribute("aria-pressed"), "true");
    assert.deepEqual(await page.barriers(), []);
    await comment.fill("the “year” is missing\nمرحبا");
    await comment.press("Enter");
    await comment.waitFor({ state: "hidden" });
    const lines = ledgerEntries(ledger);
    const { answer } = await server.ask(starters[0]);
    assert.equal(lines.length, 2);
    for (const line of lines) {
      assert.equal(line.question, starters[0]);
      assert.equal(line.answer, answer);
      assert.equal(line.helpful, false);
      assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
    assert.match(lines[1].comment, /^the “year” is missing.*مرحبا$/);
  });

  it("does not ask what people think where that is not kept", async () => {
    const other = await startJauap();
    const page = await openPage(browser, other);
    const turn = await page.put(starters[0]);
    assert.equal(await turn.locator(".thumb").count(), 0);
    const { status } = await other.request("/api/feedback", { method: "POST",
      headers: { "Content-Type": "application/json" }, body: '{"question":"q","answer":"a","helpful":true}' });
    assert.equal(status, 404);
    await page.close();
    await other.stop();
  });

  onPage("tells a screen reader each answer once", {}, async (page) => {
    assert.equal(await page.locator("#transcript").getAttribute("role"), "log");
    assert.equal(await page.locator("#transcript").getAttribute("aria-live"), "off");
    const news = page.locator("#news");
    assert.equal(await news.getAttribute("aria-live"), "polite");
    await page.evaluate(() => {
      globalThis.told = [];
      new MutationObserver(() => {
        const text = document.getElementById("news").textContent;
        if (text) globalThis.told.push(text);
      }).observe(document.getElementById("news"), { childList: true });
    });
    const answers = [];
    for (const question of starters.slice(0, 2)) {
      answers.push((await server.ask(question)).answer);
      await page.put(question);
    }
    const told = await page.evaluate(() => globalThis.told);
    assert.deepEqual(told.filter((text) => !/to choose$/.test(text)), answers);
  });

  onPage("shows that it is busy only after a while", {}, async (page) => {
    const typing = page.locator("#typing");
    await page.put(starters[0]);
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/api/chat", async (route) => { await held; await route.continue(); });
    await page.box.fill(starters[1]);
    await page.box.press("Enter");
    assert.equal(await typing.isVisible(), false);
    await typing.waitFor();
    release();
    await page.turns.nth(1).waitFor();
    assert.equal(await typing.isVisible(), false);
  });

  it("says when the server is away and asks again", async () => {
    const page = await openPage(browser, server);
    await page.route("**/api/chat", (route) => route.abort());
    await page.box.fill(starters[0]);
    await page.box.press("Enter");
    await page.locator("#trouble").waitFor();
    assert.equal(await page.box.inputValue(), starters[0]);
    await page.shot("offline");
    assert.deepEqual(await page.barriers(), []);
    await page.unroute("**/api/chat");
    await page.locator("#retry").click();
    await page.turns.first().waitFor();
    assert.equal(await page.locator("#trouble").isVisible(), false);
    assert.equal(await page.turns.count(), 1);
    await page.close();
  });

  onPage("keeps still where that is wished", { reducedMotion: "reduce" }, async (page) => {
    await page.put(starters[0]);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });

  onPage("is printed whole and without controls", {}, async (page) => {
    const turn = await page.put(starters[0]);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".composer").isVisible(), false);
    assert.equal(await turn.locator(".actions").isVisible(), false);
    assert.ok(await turn.locator("blockquote").isVisible(), "the quoted fact");
    await page.shot("print");
  });

  onPage("is read from right to left where a text is", {}, async (page) => {
    const turn = await page.put("ما هي الصادرات؟");
    const direction = (part) => part.evaluate((element) => getComputedStyle(element).direction);
    assert.equal(await direction(turn.locator(".question span[dir]")), "rtl");
    await page.evaluate(() => { document.documentElement.dir = "rtl"; });
    assert.equal(await page.scrollsSideways(), false);
    await page.shot("right-to-left");
    assert.deepEqual(await page.barriers(), []);
  });
});

// Every state of the page at both ends of what windows are, light and dark.
for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    const name = `${width}-${colorScheme}`;
    onPage(`has no barriers and fits, ${name}`,
      { colorScheme, viewport: { width, height: width === 320 ? 640 : 900 }, reducedMotion: "reduce" }, async (page) => {
        const check = async (state) => {
          await page.shot(`${name}-${state}`);
          assert.deepEqual(await page.barriers(), [], state);
          assert.equal(await page.scrollsSideways(), false, state);
          assert.deepEqual(await page.smallTexts(), [], state);
        };
        await check("start");
        await page.box.pressSequentially(starters[0].split(" ").slice(0, 2).join(" "));
        await page.locator("#completions [role=option]").first().waitFor();
        await page.keyboard.press("ArrowDown");
        await check("completion");
        const turn = await page.put(starters[0]);
        await check("answer");
        await turn.locator(".source summary").click();
        await turn.locator(".how summary").click();
        await check("opened");
        await page.put(nonsense);
        await check("unknown");
        await page.put("w".repeat(400));
        await check("long");
        const bars = [1, 8, 5, 9].map((value, at) => ({ label: `${2019 + at}`, value, text: `USD ${value} million` }));
        for (const form of ["bars", "line"]) {
          await withReply(page, { chart: { title: "trade", unit: "USD", form, bars } });
          await page.put(`draw ${form}`);
          await check(form);
          await page.unroute("**/api/chat");
        }
        await withReply(page, { status: "clarify", answer: "Several facts fit that question. Which of these do you mean?",
          facts: [], value_text: null, suggestions: starters.slice(0, 3) });
        await page.put("which");
        await check("clarify");
        await page.unroute("**/api/chat");
        for (const [address, state] of [["/facts", "facts"], ["/facts?q=the", "found"]]) {
          await page.goto(server.url + address);
          await check(state);
        }
        await page.locator("main a").last().click();
        await page.locator("details summary").first().click();
        await check("facts-opened");
      });
  }
}

describe("the page's colours", () => {
  it("differ in the dark", async () => {
    const colours = [];
    for (const colorScheme of ["light", "dark"]) {
      const page = await openPage(browser, server, { colorScheme });
      colours.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      await page.close();
    }
    assert.notEqual(colours[0], colours[1]);
  });

  // Zooming to 200 % halves the window in the page's own measure.
  onPage("and sizes hold when zoomed in", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, async (page) => {
    await page.put(starters[0]);
    assert.equal(await page.scrollsSideways(), false);
    await page.shot("zoomed");
  });
});

describe("the page without scripts", () => {
  onPage("answers, cites, explains and suggests", { javaScriptEnabled: false }, async (page) => {
    const reply = await server.ask(starters[0]);
    await page.locator("#starters button").first().click();
    assert.equal(await page.turns.locator(".answer").innerText(), reply.answer);
    await page.turns.locator(".source summary").click();
    assert.ok((await page.turns.locator(".source").innerText()).includes(reply.facts[0].text));
    assert.ok(await page.turns.locator(".how pre").count() > 0, "how it was found");
    assert.equal(await page.locator("[data-do], #clear:visible").count(), 0, "buttons that do nothing");
    await page.box.fill(nonsense);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    assert.equal(await page.turns.getAttribute("data-status"), "unknown");
    await page.locator(".suggestions button").first().click();
    assert.notEqual(await page.turns.getAttribute("data-status"), "unknown");
    await page.getByRole("link", { name: "What can I ask?" }).click();
    assert.equal(await page.locator("h1").innerText(), "What can I ask?");
  });
});

describe("the page's markup", () => {
  it("is the same from the server and from the script", async () => {
    const outline = (turn) => turn.evaluate((root) => {
      const parts = [];
      const walk = (part, depth) => {
        if (part.matches(".actions, .chart, input[type=hidden]")) return;
        const text = part.children.length ? "" : part.textContent.trim();
        parts.push(`${depth} ${part.tagName} ${part.className} ${text}`.trim());
        for (const child of part.children) walk(child, depth + 1);
      };
      walk(root, 0);
      return parts;
    });
    const page = await openPage(browser, server);
    const other = await openPage(browser, server, { javaScriptEnabled: false });
    for (const question of [...starters, nonsense, starters.slice(0, 2).join(" ")]) {
      const restart = page.getByRole("button", { name: "New conversation" });
      if (await restart.isVisible()) await restart.click(); // there is none before the first question
      const scripted = await outline(await page.put(question));
      await other.goto(`${server.url}/?q=${encodeURIComponent(question)}`);
      assert.deepEqual(await outline(other.turns.first()), scripted);
    }
    await page.close();
    await other.close();
  });
});

describe("what is sent", () => {
  it("is little, compressed, in few requests, and soon there", async () => {
    const page = await openPage(browser, server);
    const sizes = new Map();
    page.on("requestfinished", async (request) => {
      const { responseBodySize } = await request.sizes();
      sizes.set(new URL(request.url()).pathname, responseBodySize);
    });
    await page.reload({ waitUntil: "networkidle" });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const addresses = [...sizes.keys(), "/widget.js", "/facts"];
    const started = performance.now();
    await page.put(starters[0]);
    const waited = performance.now() - started;
    console.log(`first view: ${addresses.length - 2} requests, ${total} bytes; an answer after ${waited.toFixed(0)} ms`);
    console.log([...sizes].map(([name, size]) => `${name} ${size}`).join(", "));
    assert.ok(addresses.length <= 10, `${addresses}`);
    assert.ok(total < 30_000, `${total} bytes`);
    for (const address of addresses) {
      const plain = await server.request(address);
      const small = await server.request(address, { headers: { "Accept-Encoding": "gzip, br" } });
      assert.equal(plain.headers["content-encoding"], undefined);
      assert.equal(small.headers["content-encoding"], "gzip");
      assert.equal(small.headers.vary, "Accept-Encoding, Origin");
      assert.ok(small.body.length < plain.body.length, address);
      const refused = await server.request(address, { headers: { "Accept-Encoding": "gzip;q=0" } });
      assert.equal(refused.headers["content-encoding"], undefined);
    }
    const whole = await Promise.all(addresses.map(async (address) =>
      (await server.request(address, { headers: { "Accept-Encoding": "gzip" } })).body.length));
    assert.ok(whole.reduce((sum, size) => sum + size, 0) < 30_000, `${whole}`);
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});
