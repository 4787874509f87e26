// The bills of materials of the program, and the document that is made of the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { program, root } from "./support.mjs";

const script = path.join(root, "scripts/write_sbom.mjs");
const build = path.dirname(program);
const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-sbom-"));
const bill = (name) => JSON.parse(readFileSync(path.join(folder, `${name}.cdx.json`), "utf8"));

describe("bills of materials", () => {
  before(() => execFileSync(process.execPath, [script, build, folder]));
  after(() => rmSync(folder, { recursive: true }));

  for (const name of ["jauap", "tests"]) {
    it(`${name} follows the schema of CycloneDX 1.5`, async () => {
      const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
      assert.equal(await validator.validate(JSON.stringify(bill(name))), null);
    });
  }

  it("name what is linked, what is compiled in, and what is read", () => {
    const use = Object.fromEntries(bill("jauap").components.map(({ properties }) => [properties[1].value, properties[0].value]));
    assert.equal(use.re2, "linked at run time");
    assert.equal(use["nlohmann-json3"], "compiled in");
    assert.equal(use.sqlitecpp, "compiled in");
    assert.equal(use.wordnet, "read at run time");
  });

  it("have a version and a licence of everything in the program", () => {
    const without = bill("jauap").components.filter(({ version, licenses }) => !version || !licenses?.length).map(({ name }) => name);
    assert.deepEqual(without, []);
  });

  it("are what docs/dependencies.md says", () => {
    execFileSync(process.execPath, [script, "--check", build], { stdio: "pipe" });
  });
});
