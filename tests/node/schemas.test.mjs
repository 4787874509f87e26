// Every data file of the repository against the schema that editors use for it. A schema without a
// file and a file without a schema are mistakes too.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { root } from "./support.mjs";

const Ajv = Ajv2020.default ?? Ajv2020;
const schemaFolders = ["intents/schema", "knowledge/schema"];
const dataFolders = ["intents", "knowledge", "tests/packs", "tests/geography"];

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));

function filesBelow(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

const schemas = new Map(schemaFolders.flatMap(filesBelow).filter((file) => file.endsWith(".schema.json"))
  .map((file) => [file, readJson(file)]));

// The schema of a file has its name ("facts.json" and "_words.json" have "facts.schema.json" and
// "words.schema.json"); the files of a language are an intent each, and a pack may bring its own.
function schemaOf(file) {
  const name = path.basename(file).replace(/\.jsonl?$/, "");
  const schema = !file.startsWith("intents/")
    ? (name === "intents" ? "intents/schema/pack_intents" : `knowledge/schema/${name}`)
    : `intents/schema/${name.startsWith("_") ? name.slice(1) : "intent"}`;
  return schemas.has(`${schema}.schema.json`) ? `${schema}.schema.json` : undefined;
}

// Each line of a .jsonl file is a document.
function documentsOf(file) {
  if (!file.endsWith(".jsonl")) return [readJson(file)];
  return readFileSync(path.join(root, file), "utf8").split("\n").filter((line) => line.trim())
    .map((line) => JSON.parse(line));
}

const files = dataFolders.flatMap(filesBelow)
  .filter((file) => /\.jsonl?$/.test(file) && !schemaFolders.includes(path.dirname(file)));

describe("data files", () => {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  const used = new Set();

  it("are there", () => {
    assert.ok(schemas.size > 0, "no schema found");
    assert.ok(files.length > 0, "no data file found");
  });

  for (const [file, schema] of schemas) {
    it(`${file} is a schema`, () => {
      assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
      ajv.compile(schema);
    });
  }

  for (const file of files) {
    it(`${file} follows its schema`, () => {
      const schema = schemaOf(file);
      assert.ok(schema, "no schema for this file");
      used.add(schema);
      const { $id } = schemas.get(schema);
      const validate = ($id && ajv.getSchema($id)) || ajv.compile(schemas.get(schema));
      documentsOf(file).forEach((document, index) => {
        validate(document);
        const errors = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
        assert.deepEqual(errors, [], `document ${index + 1}`);
      });
    });
  }

  it("use every schema", () => {
    assert.deepEqual([...schemas.keys()].filter((schema) => !used.has(schema)), []);
  });
});
