// A running server takes changed files, as people and programs change them.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startJauap } from "./support.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-"));
const packs = path.join(folder, "packs");
const question = "What is the height of Saltby?";
let server;

function write(version, where = packs) {
  mkdirSync(where, { recursive: true });
  writeFileSync(path.join(where, "harbours.csv"), `name,height (m)\nSaltby,${version}\nOstry,${version}\n`);
}

before(async () => {
  write(1, path.join(folder, "first"));
  symlinkSync(path.join(folder, "first"), packs);
  server = await startJauap("--knowledge", packs, "--no-cache");
});
after(async () => {
  assert.equal(await server?.stop(), 0);
  rmSync(folder, { recursive: true });
});

it("there is nothing for administrators where they have no token", async () => {
  for (const route of ["/admin/reload", "/admin/ledger", "/admin/ledger/entries", "/admin/ledger/forget"]) {
    assert.equal((await server.request(route, { method: "POST", headers: { Authorization: "Bearer " } })).status, 404);
  }
});

const ready = () => server.get("/readyz?verbose");

// Waits until it is so, and says how long that took.
async function until(test, condition) {
  const began = performance.now();
  while (!await condition()) {
    assert.ok(performance.now() - began < 30_000, "nothing happens");
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  test.diagnostic(`${Math.round(performance.now() - began)} ms`);
}

// What the server tells of its reloads when none is under way: one is counted when it is over, a
// moment after its files answer.
async function settled() {
  for (let last; ;) {
    const now = await ready();
    if (now.version === last) return now;
    last = now.version;
    await new Promise((resolve) => { setTimeout(resolve, 600); });
  }
}

const answers = async (value) => (await server.ask(question)).values[0] === value;

describe("changed files", () => {
  it("are read while the server runs", async (test) => {
    assert.ok(await answers(1));
    write(2);
    await until(test, () => answers(2));
    assert.equal((await ready()).version, 2);
  });

  it("are read behind a link that is swapped", async (test) => {
    write(3, path.join(folder, "second"));
    symlinkSync(path.join(folder, "second"), path.join(folder, "next"));
    renameSync(path.join(folder, "next"), packs);
    await until(test, () => answers(3));
  });

  it("are read where an editor renames another over them", async (test) => {
    cpSync(path.join(packs, "harbours.csv"), path.join(packs, "harbours.csv.bak"));
    rmSync(path.join(packs, "harbours.csv.bak"));
    write(4, path.join(folder, "third"));
    renameSync(path.join(folder, "third/harbours.csv"), path.join(packs, "harbours.csv"));
    await until(test, () => answers(4));
  });

  it("change nothing where they have mistakes, which are shown", async (test) => {
    const { version, reloads: { failed } } = await settled();
    mkdirSync(path.join(packs, "wrong"));
    writeFileSync(path.join(packs, "wrong/datapackage.json"), '{"name": "wrong"');
    await until(test, async () => (await ready()).reloads.failed > failed);
    const now = await ready();
    assert.equal(now.status, "ready");
    assert.equal(now.version, version);
    assert.match(now.reloads.problems.join(), /wrong\/datapackage\.json:1/);
    assert.ok(await answers(4));
    rmSync(path.join(packs, "wrong"), { recursive: true });
    await until(test, async () => (await ready()).version > version);
    assert.deepEqual((await ready()).reloads.problems, []);
  });

  it("are read on SIGHUP, changed or not", async (test) => {
    const { version } = await settled();
    server.signal("SIGHUP");
    await until(test, async () => (await ready()).version === version + 1);
    assert.ok(await answers(4));
  });

  it("are what each request is answered from, to its end", async (test) => {
    let isOver = false;
    const seen = new Set();
    const asking = (async () => {
      while (!isOver) {
        const { facts } = await server.get("/api/facts");
        const values = new Set(facts.map((fact) => fact.value));
        assert.equal(values.size, 1);
        seen.add([...values][0]);
      }
    })();
    try {
      const { reloads: { good } } = await settled();
      for (let version = 5; version < 10; ++version) {
        write(version);
        await until(test, () => answers(version));
      }
      assert.ok((await settled()).reloads.good >= good + 5);
    } finally {
      isOver = true;
      await asking;
    }
    assert.ok(seen.has(9) || seen.has(8));
  });
});
