#!/usr/bin/env node
// What the program is made of, as software bills of materials (CycloneDX 1.5) and in docs/dependencies.md.
//
//   scripts/write_sbom.mjs [build folder [folder to write to]]     build/release and build/sbom unless said
//   scripts/write_sbom.mjs --check [build folder]                  whether docs/dependencies.md is true
//
// Nothing is listed by hand. Headers come from what the compiler read, libraries from what the program is
// linked with, versions and licences from the Debian packages that these are in.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const version = /project\(jauap VERSION ([\d.]+)/.exec(readFileSync(path.join(root, "CMakeLists.txt"), "utf8"))[1];

// What the program reads when it runs (CPACK_DEBIAN_PACKAGE_DEPENDS and _RECOMMENDS).
const dataPackages = ["wamerican", "wordnet-base"];

// Debian's short names of licences, as the SPDX list has them.
const spdx = {
  "Apache-2.0": "Apache-2.0",
  "BSD-2-clause": "BSD-2-Clause",
  "BSD-3-Clause": "BSD-3-Clause",
  "BSD-3-clause": "BSD-3-Clause",
  "BSD-3-google": "BSD-3-Clause",
  "BSL-1.0": "BSL-1.0",
  "Expat": "MIT",
  "Expat with embedded exception": "MIT WITH fmt-exception",
  "GPL-2": "GPL-2.0-only",
  "MIT": "MIT",
  "LGPL-2.1+": "LGPL-2.1-or-later",
  "WordNet3.0": "LicenseRef-WordNet-3.0",
  "Zlib": "Zlib",
  "curl": "curl",
  "public-domain": "blessing",
};

// Files of licences that no program can read: what they must say, and what that is.
const readByPeople = {
  "gcc-12": [/GCC RUNTIME LIBRARY EXCEPTION/, "GPL-3.0-or-later WITH GCC-exception-3.1"],
  "glibc": [/GNU Lesser\s+General Public\s+License/, "LGPL-2.1-or-later"],
  "libedit": [/Redistributions in binary form must reproduce[^]*Neither the name/, "BSD-3-Clause"],
  "linux": [/Linux-syscall-note|version 2/, "GPL-2.0-only WITH Linux-syscall-note"],
  "scowl": [/Permission to use, copy, modify, distribute and sell/, "LicenseRef-SCOWL"],
  "udunits": [/University Corporation for Atmospheric\s+Research/, "UCAR"],
};

const run = (command, ...words) => execFileSync(command, words, { encoding: "utf8", maxBuffer: 1 << 28 });

// The Debian packages that own these files; what is below /usr/lib may be below /lib for dpkg.
function packagesOf(files) {
  const names = (file) => [file, file.replace(/^\/usr\/lib\//, "/lib/")];
  const { stdout } = spawnSync("dpkg-query", ["--search", ...files.flatMap(names)], { encoding: "utf8", maxBuffer: 1 << 28 });
  // "libssl-dev:amd64, other: /usr/include/openssl/ssl.h"
  const owners = new Map([...stdout.matchAll(/^([^:,\s]+).*?: (.+)$/gm)].map(([, owner, file]) => [file, owner]));
  for (const file of files) {
    if (!names(file).some((name) => owners.has(name))) throw new Error(`${file} is in no Debian package`);
  }
  return [...new Set(owners.values())].sort();
}

function headersOf(build) {
  const headers = new Set();
  let isOfProgram = false;
  for (const line of run("ninja", "-C", build, "-t", "deps").split("\n")) {
    if (/^\S/.test(line)) isOfProgram = /^CMakeFiles\/jauap(_core)?\.dir\//.test(line);
    else if (isOfProgram && line.startsWith("    /")) headers.add(line.trim());
  }
  if (headers.size === 0) throw new Error(`${build} holds no build of the program`);
  return [...new Set([...headers].map((name) => realpathSync(name)))].filter((name) => !name.startsWith(`${root}/`));
}

function librariesOf(build) {
  const program = path.join(build, "jauap");
  const needed = [...run("readelf", "--dynamic", program).matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name);
  const found = new Map([...run("ldd", program).matchAll(/(\S+) => (\S+)/g)].map(([, name, file]) => [name, file]));
  return needed.filter((name) => found.has(name)).map((name) => realpathSync(found.get(name)));
}

function licenceOf(name, source) {
  const file = `/usr/share/doc/${name}/copyright`;
  const text = readFileSync(file, "utf8");
  if (source in readByPeople) {
    const [phrase, licence] = readByPeople[source];
    if (!phrase.test(text)) throw new Error(`${file} does not say what it said: ${phrase}`);
    return licence;
  }
  const short = /^Files: *\*[^]*?^License: *(.+)$/m.exec(text)?.[1].trim();
  if (!(short in spdx)) throw new Error(`${file}: the licence "${short}" is not known to scripts/write_sbom.mjs`);
  return spdx[short];
}

function described(name, use) {
  const [source, full] = run("dpkg-query", "--show", "--showformat=${source:Package} ${Version}", name).split(" ");
  // "1:1.2.13.dfsg-1+deb12u1" is 1.2.13 of upstream.
  const upstream = full.replace(/^\d+:/, "").replace(/-[^-]*$/, "").replace(/[+.](dfsg|ds)\d*$/, "");
  return { name, source, full, upstream, use, licence: licenceOf(name, source) };
}

// One for each source package: a header of a library that is linked is that library.
function componentsOf(build) {
  const linked = packagesOf(librariesOf(build)).map((name) => described(name, "linked at run time"));
  const compiled = packagesOf(headersOf(build)).map((name) => described(name, "compiled in"));
  const data = dataPackages.map((name) => described(name, "read at run time"));
  const seen = new Set();
  return [...linked, ...compiled, ...data].filter(({ source }) => !seen.has(source) && seen.add(source))
    .sort((one, other) => one.source.localeCompare(other.source, "en"));
}

function testPackages() {
  const { packages } = JSON.parse(readFileSync(path.join(root, "tests/node/package-lock.json"), "utf8"));
  return Object.entries(packages).filter(([place]) => place !== "")
    .map(([place, entry]) => ({
      name: entry.name ?? place.replace(/^.*node_modules\//, ""), version: entry.version, licence: entry.license ?? "",
      isDirect: Object.hasOwn(packages[""].devDependencies, place.replace("node_modules/", "")),
    }))
    .sort((one, other) => `${one.name}@${one.version}`.localeCompare(`${other.name}@${other.version}`, "en"))
    .filter((entry, i, all) => i === 0 || entry.name !== all[i - 1].name || entry.version !== all[i - 1].version);
}

// An identifier of the SPDX list, a name that is not in it, or several of them.
function licences(text) {
  if (text === "") return {};
  if (/[ ()]/.test(text)) return { licenses: [{ expression: text }] };
  return { licenses: [{ license: text.startsWith("LicenseRef-") ? { name: text.slice("LicenseRef-".length) } : { id: text } }] };
}

const billOf = (of, components) => ({
  $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: { component: { "type": "application", "bom-ref": of, "name": of, version, ...licences("Apache-2.0") } },
  components,
  dependencies: [{ ref: of, dependsOn: components.map((component) => component["bom-ref"]) }],
});

function programBill(components) {
  return billOf("jauap", components.map(({ name, source, full, use, licence }) => {
    const url = `pkg:deb/debian/${name}@${encodeURIComponent(full)}?distro=debian-12`;
    return {
      "type": use === "read at run time" ? "data" : "library", "bom-ref": url, name, "version": full, ...licences(licence), "purl": url,
      "properties": [{ name: "jauap:use", value: use }, { name: "jauap:source-package", value: source }],
    };
  }));
}

function testBill() {
  return billOf("jauap-tests", testPackages().map(({ name, version: its, licence }) => {
    const url = `pkg:npm/${name.replace("@", "%40")}@${its}`;
    return { "type": "library", "bom-ref": url, name, "version": its, "scope": "excluded", ...licences(licence), "purl": url };
  }));
}

function documentOf(components) {
  const row = (...cells) => `| ${cells.join(" | ")} |`;
  return [
    "# Dependencies", "",
    "Written by `scripts/write_sbom.mjs`, which also writes the bills of materials (CycloneDX 1.5) to `build/sbom`; a test",
    "fails where this is no longer true. Versions are those of upstream; the bills have those of Debian. “Compiled in” is of what the",
    "compiler read a header and nothing is linked at run time.", "",
    "## The program", "",
    row("source package", "version", "licence", "how"), row("---", "---", "---", "---"),
    ...components.map(({ source, upstream, licence, use }) => row(source, upstream, licence, use)), "",
    "## Tests", "",
    "None of these is part of the program. What they need themselves is in `tests/node/package-lock.json` and in the bill.", "",
    row("npm package", "version", "licence"), row("---", "---", "---"),
    ...testPackages().filter(({ isDirect }) => isDirect).map(({ name, version: its, licence }) => row(name, its, licence || "not stated")), "",
  ].join("\n");
}

const words = process.argv.slice(2);
const isCheck = words[0] === "--check";
const build = path.resolve(words[isCheck ? 1 : 0] ?? path.join(root, "build/release"));
const components = componentsOf(build);
const document = path.join(root, "docs/dependencies.md");
if (isCheck) {
  // A security update of Debian, which keeps the first two numbers, makes the document no less true.
  const rough = (text) => text.replace(/(\d+\.\d+)\.[\d.]+/g, "$1");
  if (!existsSync(document) || rough(readFileSync(document, "utf8")) !== rough(documentOf(components))) {
    console.error("docs/dependencies.md is not what the program is made of; scripts/write_sbom.mjs writes it");
    process.exit(1);
  }
} else {
  const folder = path.resolve(words[1] ?? path.join(root, "build/sbom"));
  mkdirSync(folder, { recursive: true });
  for (const [name, bill] of [["jauap", programBill(components)], ["tests", testBill()]]) {
    writeFileSync(path.join(folder, `${name}.cdx.json`), `${JSON.stringify(bill, null, 1)}\n`);
  }
  if (words.length < 2) writeFileSync(document, documentOf(components));
}
