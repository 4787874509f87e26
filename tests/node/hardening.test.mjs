// What compiler and linker made of the program against attacks on memory (readelf, of the Debian
// package binutils). `JAUAP_PROGRAM=/usr/bin/jauap node --test hardening.test.mjs` reads an installed one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import { program } from "./port.mjs";

const readelf = (...options) => execFileSync("readelf", ["--wide", ...options, program], { encoding: "utf8" });

describe("the program", () => {
  const head = readelf("--file-header");
  const dynamic = readelf("--dynamic");
  // "  GNU_STACK      0x000000 0x0000000000000000 0x0000000000000000 0x000000 0x000000 RW  0x10"
  const segments = [...readelf("--program-headers").matchAll(/^ {2}(\w+) +(?:0x\w+ +){5}([RWE ]{3}) +0x\w+$/gm)]
    .map(([, name, rights]) => ({ name, rights: rights.replaceAll(" ", "") }));

  it("can be loaded at any address (PIE)", () => {
    assert.match(head, /Type: +DYN /);
    assert.match(dynamic, /\(FLAGS_1\).*\bPIE\b/);
  });

  it("binds all symbols at its start (BIND_NOW) and writes their table never again (RELRO)", () => {
    assert.match(dynamic, /\(FLAGS\).*\bBIND_NOW\b/);
    assert.ok(segments.some(({ name }) => name === "GNU_RELRO"), JSON.stringify(segments));
  });

  it("has no segment that is both written and run, and a stack that is not run", () => {
    assert.ok(segments.filter(({ name }) => name === "LOAD").length >= 2, JSON.stringify(segments));
    assert.deepEqual(segments.filter(({ rights }) => rights.includes("W") && rights.includes("E")), []);
    assert.deepEqual(segments.filter(({ name }) => name === "GNU_STACK").map(({ rights }) => rights), ["RW"]);
  });

  it("looks for libraries nowhere but where the system has them", () => {
    assert.doesNotMatch(dynamic, /\((RPATH|RUNPATH|TEXTREL)\)/);
  });

  it("knows when its stack was overwritten (stack protector)", () => {
    assert.match(readelf("--dyn-syms"), /__stack_chk_fail/);
  });
});
