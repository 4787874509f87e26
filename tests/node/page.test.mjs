// The page in a browser, as people use it. What is asked is what the page itself offers, so that
// the tests hold for any packs.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openPage, startBrowser, startJauap } from "./support.mjs";

const nonsense = "Qwxzv blorptang fnurgle?";
let server, browser, starters;

before(async () => {
  server = await startJauap();
  browser = await startBrowser();
  const page = await openPage(browser, server);
  starters = await page.locator("#starters button").allTextContents();
  await page.close();
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

describe("the page", () => {
  onPage("says what can be asked about and offers questions", {}, async (page) => {
    assert.equal(await page.locator("h1").innerText(), "Jauap");
    assert.ok((await page.locator(".pack h2").first().innerText()).length > 3);
    assert.ok(starters.length >= 2, "starters");
  });

  onPage("answers a typed question with its source", {}, async (page) => {
    const reply = await server.ask(starters[0]);
    const turn = await page.put(starters[0]);
    assert.equal(await turn.locator(".question span[dir]").innerText(), starters[0]);
    assert.equal(await turn.locator(".answer").innerText(), reply.answer);
    assert.equal(await turn.locator(".source").count(), reply.facts.length);
    const { text, source } = reply.facts[0];
    const card = await turn.locator(".source").first().innerText();
    for (const part of [text, source.title, source.publisher, source.date, source.at]) {
      if (part) assert.ok(card.includes(part), `${part} in ${card}`);
    }
    assert.equal(await page.box.inputValue(), "");
    assert.ok(await page.box.evaluate((box) => box === document.activeElement), "focus");
    assert.equal(new URL(page.url()).searchParams.get("q"), starters[0]);
    await page.reload();
    assert.equal(await page.turns.locator(".answer").innerText(), reply.answer);
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

    await page.put(starters[0]);
    await page.put(starters[1]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.box.inputValue(), starters[1]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.box.inputValue(), starters[0]);
    await page.keyboard.press("Escape");

    await page.locator("#starters button").first().focus();
    await page.keyboard.press("Enter");
    await page.turns.nth(2).waitFor();
    assert.equal(await page.turns.nth(2).locator(".question span[dir]").innerText(), starters[0]);
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
    assert.equal(await page.turns.nth(1).locator(".question span[dir]").innerText(), text);
    assert.notEqual(await page.turns.nth(1).getAttribute("data-status"), "unknown");
  });

  onPage("tells a screen reader each answer once", {}, async (page) => {
    assert.equal(await page.locator("#transcript").getAttribute("role"), "log");
    const reply = await server.ask(starters[0]);
    await page.put(starters[0]);
    const news = page.locator("#news");
    assert.equal(await news.getAttribute("aria-live"), "polite");
    assert.equal(await news.textContent(), reply.answer);
  });

  onPage("shows a question from its address", {}, async (page) => {
    await page.goto(`${server.url}/?q=${encodeURIComponent(starters[0])}`);
    const reply = await server.ask(starters[0]);
    assert.equal(await page.turns.locator(".answer").innerText(), reply.answer);
    await page.box.press("ArrowUp");
    assert.equal(await page.box.inputValue(), starters[0]);
  });

  for (const scheme of ["light", "dark"]) {
    onPage(`has no barriers, ${scheme}`, { colorScheme: scheme }, async (page) => {
      assert.deepEqual(await page.barriers(), []);
      for (const question of [starters[0], starters[1], nonsense]) await page.put(question);
      assert.deepEqual(await page.barriers(), []);
    });

    onPage(`fits a narrow window, ${scheme}`,
      { colorScheme: scheme, viewport: { width: 320, height: 560 } }, async (page) => {
        assert.equal(await page.scrollsSideways(), false);
        for (const question of [...starters.slice(0, 2), nonsense, "w".repeat(400)]) {
          await page.put(question);
        }
        assert.equal(await page.scrollsSideways(), false);
        assert.deepEqual(await page.barriers(), []);
        const small = await page.evaluate(() => [...document.querySelectorAll("body *")]
          .filter((part) => part.childNodes.length > 0 && parseFloat(getComputedStyle(part).fontSize) < 16)
          .map((part) => part.className));
        assert.deepEqual(small, []);
      });
  }

  it("differs in the dark", async () => {
    const colours = [];
    for (const colorScheme of ["light", "dark"]) {
      const page = await openPage(browser, server, { colorScheme });
      colours.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      await page.close();
    }
    assert.notEqual(colours[0], colours[1]);
  });

  onPage("keeps still where that is wished", { reducedMotion: "reduce" }, async (page) => {
    await page.put(starters[0]);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });

  onPage("shows programs as text", {}, async (page) => {
    const attacks = ["<script>alert(1)</script>", "<img src=x onerror=alert(2)>",
      "\"><svg onload=alert(3)>", "javascript:alert(4)", "</textarea><iframe src=javascript:alert(5)>",
      "' onfocus='alert(6)' autofocus='", "{{constructor.constructor('alert(7)')()}}"];
    for (const attack of attacks) {
      const turn = await page.put(attack);
      assert.equal(await turn.locator(".question span[dir]").innerText(), attack);
    }
    for (const attack of attacks) {
      await page.goto(`${server.url}/?q=${encodeURIComponent(attack)}`);
      assert.equal(await page.turns.locator(".question span[dir]").innerText(), attack);
    }
    const foreign = page.locator("main :is(script, iframe, svg, object), main img, [onerror], [onload], [onfocus]");
    assert.equal(await foreign.count(), 0);
  });

  it("says when the server is away and asks again", async () => {
    const page = await openPage(browser, server);
    await page.route("**/api/chat", (route) => route.abort());
    await page.box.fill(starters[0]);
    await page.box.press("Enter");
    await page.locator("#trouble").waitFor();
    assert.equal(await page.box.inputValue(), starters[0]);
    await page.unroute("**/api/chat");
    await page.locator("#retry").click();
    await page.turns.first().waitFor();
    assert.equal(await page.locator("#trouble").isVisible(), false);
    assert.equal(await page.turns.count(), 1);
    await page.close();
  });
});

describe("the page without scripts", () => {
  onPage("answers, cites and suggests", { javaScriptEnabled: false }, async (page) => {
    const reply = await server.ask(starters[0]);
    await page.locator("#starters button").first().click();
    assert.equal(await page.turns.locator(".answer").innerText(), reply.answer);
    assert.equal(await page.turns.locator(".source").count(), reply.facts.length);
    assert.ok((await page.turns.locator(".source").first().innerText()).includes(reply.facts[0].source.title));
    await page.box.fill(nonsense);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    assert.equal(await page.turns.getAttribute("data-status"), "unknown");
    await page.locator(".suggestions button").first().click();
    assert.notEqual(await page.turns.getAttribute("data-status"), "unknown");
  });
});

describe("the page's markup", () => {
  it("is the same from the server and from the script", async () => {
    const outline = (turn) => turn.evaluate((root) => {
      const parts = [];
      const walk = (part, depth) => {
        if (getComputedStyle(part).display === "none") return;
        const text = part.children.length ? "" : part.textContent.trim();
        if (text || part.children.length) parts.push(`${depth} ${part.tagName} ${part.className} ${text}`.trim());
        for (const child of part.children) walk(child, depth + 1);
      };
      walk(root, 0);
      return parts;
    });
    const page = await openPage(browser, server);
    for (const question of [...starters, nonsense]) {
      const scripted = await outline(await page.put(question));
      const other = await openPage(browser, server, {});
      await other.goto(`${server.url}/?q=${encodeURIComponent(question)}`);
      assert.deepEqual(await outline(other.turns.first()), scripted);
      await other.close();
    }
    await page.close();
  });
});
