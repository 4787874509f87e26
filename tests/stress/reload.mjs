// Packs change under load, whole and broken, torn and swapped: each reply is of one version, no client
// sees an error or goes back to an older version, and a change is noticed within two seconds.
//
//   node tests/stress/reload.mjs [changes [clients]]     1000 and 16 unless said
//
// Most changes are told to the server (SIGHUP), so that there can be many of them; every tenth is left
// for it to notice.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { finish, get, keptConnection, percentile, post, sleep, startBehind, verdict } from "./support.mjs";

const changes = Number(process.argv[2] ?? 1_000);
const clientCount = Number(process.argv[3] ?? 16);

const folder = mkdtempSync(path.join(os.tmpdir(), "jauap-reload-"));
const packs = path.join(folder, "packs");
const file = path.join(packs, "harbours", "facts.json");
const description = JSON.stringify({
  name: "harbours", title: "Harbours", languages: ["en"],
  sources: [{ title: "Sheet", publisher: "Coast Office", date: "2021-06-30" }], resources: [{ path: "facts.json" }],
});

const names = ["Sal", "Ost", "Ken", "Mur", "Vel", "Tor"].flatMap((begin) =>
  ["ba", "ri", "do", "lun", "fex"].map((end) => begin + end));
const facts = names.length;

// All its facts have the same number.
function factsOf(version) {
  return JSON.stringify({
    kinds: { harbour: { name: "harbour", plural: "harbours", place: true } },
    entities: Object.fromEntries(names.map((name) => [name.toLowerCase(), { kind: "harbour", name }])),
    properties: {
      depth: {
        name: "depth", type: "number", words: ["depth", "deep"],
        sentence: "The depth of {subject} is {value}.", question: "What is the depth of {subject}?",
      },
    },
    facts: Object.fromEntries(names.map((name) => [`depth-${name.toLowerCase()}`,
      { subject: name.toLowerCase(), property: "depth", value: version, unit: "m", at: "line 1" }])),
  }, null, 1);
}

function folderOf(version) {
  const made = path.join(folder, `version-${version}`);
  mkdirSync(path.join(made, "harbours"), { recursive: true });
  writeFileSync(path.join(made, "harbours", "datapackage.json"), description);
  writeFileSync(path.join(made, "harbours", "facts.json"), factsOf(version));
  return made;
}

function swap(target) {
  symlinkSync(target, path.join(folder, "next"));
  renameSync(path.join(folder, "next"), packs);
}

function rename(text) {
  writeFileSync(path.join(folder, "new.json"), text);
  renameSync(path.join(folder, "new.json"), file);
}

// The ways in which a file changes, in turn; those that are broken leave what was there.
const ways = [
  { name: "written in place", change: (version) => writeFileSync(file, factsOf(version)) },
  { name: "broken", isBroken: true, change: (version) => rename(factsOf(version).replace('"depth"', '"dept"')) },
  { name: "renamed over", change: (version) => rename(factsOf(version)) },
  { name: "torn", isBroken: true, change: (version) => writeFileSync(file, factsOf(version).slice(0, -(version * 131) % 3_000 - 100)) },
  { name: "link swapped", change: (version) => swap(folderOf(version)) },
  { name: "away", isBroken: true, change: () => rmSync(file) },
  {
    name: "written in pieces",
    async change(version) {
      const text = factsOf(version);
      for (const share of [0, 0.3, 0.6, 1]) {
        writeFileSync(file, text.slice(0, Math.ceil(text.length * share)));
        await sleep(20);
      }
    },
  },
];

swap(folderOf(1));
const server = await startBehind([], "--knowledge", packs, "--no-cache", "--max-client-connections", "0");

// Which versions a reply may be of: from the one that was in use to the one that was written last.
let used = 1;
let written = 1;
let isOver = false;
let replies = 0;
const wrong = [];

function check(oldest, version, what) {
  ++replies;
  if (version < oldest || version > written) wrong.push(`${what}: ${version}, between ${oldest} and ${written}`);
}

async function client(i) {
  const connection = keptConnection(server.port);
  let last = 1;
  for (let turn = i; !isOver; ++turn) {
    const oldest = Math.max(last, used);
    if (turn % 4 === 0) {
      const { status, body } = await connection.send(get(server.port, "/api/facts").replace("Connection: close\r\n", ""));
      const values = status === 200 ? JSON.parse(body).facts.map(({ value }) => value) : [];
      if (values.length !== facts || new Set(values).size !== 1) wrong.push(`facts: ${status} ${[...new Set(values)]} (${values.length})`);
      else check(oldest, values[0], "facts");
      last = Math.max(last, values[0] ?? last);
    } else {
      const message = `What is the depth of ${names[turn % facts]}?`;
      const { status, body } = await connection.send(post(server.port, "/api/chat", { message }));
      const reply = status === 200 ? JSON.parse(body) : {};
      const [value] = reply.values ?? [];
      if (reply.answer !== `The depth of ${names[turn % facts]} is ${value?.toLocaleString("en")} m.`) wrong.push(`${message} ${status} ${body}`);
      else check(oldest, value, "reply");
      last = Math.max(last, value ?? last);
    }
  }
  connection.close();
}

const watcher = keptConnection(server.port);
const reloads = async () => JSON.parse((await watcher.send(get(server.port, "/readyz?verbose").replace("Connection: close\r\n", ""))).body).reloads;
const answers = async () => JSON.parse((await watcher.send(post(server.port, "/api/chat", { message: `What is the depth of ${names[0]}?` }))).body).values[0];

const clients = Array.from({ length: clientCount }, (_, i) => client(i));
const noticed = [];
let good = 0;
let broken = 0;
let missed = 0;
for (let i = 0; i < changes; ++i) {
  const { isBroken = false, change } = ways[i % ways.length];
  const isLeft = i % 10 === 9;
  const { failed } = await reloads();
  const version = isBroken ? written : written + 1;
  if (!isBroken) written = version;
  await change(isBroken ? version + 1 : version);
  const start = performance.now();
  if (!isLeft) server.kill("SIGHUP");
  const isDone = isBroken ? async () => (await reloads()).failed > failed : async () => (await answers()) === version;
  while (!await isDone()) {
    if (performance.now() - start > 10_000) { ++missed; break; }
    await sleep(5);
  }
  if (isLeft) noticed.push(performance.now() - start);
  used = written;
  if (isBroken) ++broken;
  else ++good;
}
isOver = true;
await Promise.all(clients);
for (const line of wrong.slice(0, 5)) console.log(`  ${line}`);
const { version } = JSON.parse((await watcher.send(get(server.port, "/readyz?verbose"))).body);
watcher.close();
verdict(`${good} good and ${broken} broken changes: each reply is of one version, and of none that was over`,
  wrong.length === 0 && replies > changes, `${replies} replies, ${wrong.length} wrong`);
verdict("each change is taken or refused", missed === 0 && version > good, `${missed} missed; version ${version} answers`);
verdict("within 2 s where nobody tells the server", Math.max(...noticed) <= 2_000,
  `${noticed.length} times, median ${percentile(noticed, 0.5).toFixed(0)} ms, at most ${Math.max(...noticed).toFixed(0)} ms`);
verdict("and the program ends in order", (await server.stop()) === 0, "code 0");
rmSync(folder, { recursive: true, force: true });
finish();
