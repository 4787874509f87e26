// What is in deploy/, as far as it can be tried without systemd, a container engine or a cluster.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, describe, it } from "node:test";
import yaml from "js-yaml";
import * as apps from "kubernetes-models/apps/v1";
import * as networking from "kubernetes-models/networking.k8s.io/v1";
import * as policy from "kubernetes-models/policy/v1";
import * as core from "kubernetes-models/v1";
import { program, root, startJauap } from "./support.mjs";

const read = (file) => readFileSync(path.join(root, file), "utf8");
const help = execFileSync(program, ["help", "serve"], { encoding: "utf8" });

const settings = ["deploy/systemd/jauap.service", "deploy/systemd/environment", "deploy/container/Containerfile",
  "deploy/container/healthcheck", ...readdirSync(path.join(root, "deploy/kubernetes")).map((name) => `deploy/kubernetes/${name}`)];

describe("settings of the program", () => {
  for (const file of settings) {
    it(`in ${file} are such`, () => {
      const text = read(file);
      const named = [...text.matchAll(/JAUAP_[A-Z_]+/g), ...text.matchAll(/jauap serve (--[a-z-]+)/g)]
        .map(([all, flag]) => flag ?? all);
      assert.ok(named.length > 0, "it names none");
      assert.deepEqual(named.filter((name) => !new RegExp(`${name}\\b(?![-_])`).test(help)), []);
    });
  }
});

describe("the unit of systemd", () => {
  const unit = path.join(root, "deploy/systemd/jauap.service");

  it("is exposed at most 1.5 of 10", (test) => {
    const text = execFileSync("systemd-analyze", ["security", "--offline=yes", "--no-pager", "--threshold=15", unit], { encoding: "utf8" });
    const [, exposure] = /Overall exposure level for jauap\.service: ([\d.]+)/.exec(text);
    test.diagnostic(`exposure ${exposure}`);
    assert.ok(Number(exposure) <= 1.5, text);
  });

  it("has nothing that systemd does not know", () => {
    const folder = mkdtempSync("/tmp/jauap-unit-");
    try {
      const copy = path.join(folder, "jauap.service");
      writeFileSync(copy, readFileSync(unit, "utf8").replaceAll("/usr/bin/jauap", program).replace(/^Documentation=.*$/m, ""));
      // What is wrong is said on standard error, the code is 0 all the same.
      assert.equal(execFileSync("bash", ["-c", 'systemd-analyze verify "$1" 2>&1', "verify", copy], { encoding: "utf8" }), "");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the manifests of Kubernetes", () => {
  const models = { "v1": core, "apps/v1": apps, "policy/v1": policy, "networking.k8s.io/v1": networking };
  const objects = yaml.loadAll(read("deploy/kubernetes/jauap.yaml"));
  const source = path.join(root, "tests/node/manifests.generated.mts");
  after(() => rmSync(source, { force: true }));

  for (const object of objects) {
    it(`${object.kind} follows its schema`, () => {
      const Model = models[object.apiVersion]?.[object.kind];
      assert.ok(Model, `${object.apiVersion} ${object.kind} is not known`);
      new Model(object).validate();
    });
  }

  it("have no key that Kubernetes does not know", () => {
    // The schemas allow any; the types do not.
    writeFileSync(source, objects.map((object, i) =>
      `import type { I${object.kind} as T${i} } from "kubernetes-models/${object.apiVersion}";\n` +
      `export const o${i}: T${i} = ${JSON.stringify(object)};\n`).join(""));
    const tsc = path.join(root, "tests/node/node_modules/typescript/bin/tsc");
    let complaints = "";
    try {
      execFileSync(process.execPath, [tsc, "--noEmit", "--skipLibCheck", "--strict", "--module", "nodenext", source], { encoding: "utf8" });
    } catch (error) {
      complaints = error.stdout;
    }
    assert.equal(complaints, "");
  });

  it("ask for what there is", () => {
    const only = (kind) => objects.filter((object) => object.kind === kind)[0];
    const { template, selector } = only("Deployment").spec;
    const [container] = template.spec.containers;
    const paths = Object.keys(JSON.parse(read("web/openapi.json")).paths);
    for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"]) {
      assert.ok(paths.includes(container[probe].httpGet.path), `${probe}: ${container[probe].httpGet.path}`);
      assert.equal(container[probe].httpGet.port, container.ports[0].name);
    }
    const settings = only("ConfigMap").data;
    assert.equal(container.ports[0].containerPort, Number(settings.JAUAP_PORT));
    assert.ok(container.volumeMounts.some(({ mountPath }) => mountPath === settings.JAUAP_CACHE));
    for (const name of ["Service", "PodDisruptionBudget", "NetworkPolicy"]) {
      const { spec } = only(name);
      assert.deepEqual(spec.selector?.matchLabels ?? spec.selector ?? spec.podSelector.matchLabels, selector.matchLabels, name);
    }
    assert.deepEqual(template.metadata.labels, selector.matchLabels);
  });

  it("give the container no right that it can do without (Pod Security Standard “restricted”)", () => {
    const { spec } = objects.find(({ kind }) => kind === "Deployment").spec.template;
    const [container] = spec.containers;
    assert.equal(spec.securityContext.runAsNonRoot, true);
    assert.equal(spec.securityContext.seccompProfile.type, "RuntimeDefault");
    assert.deepEqual(container.securityContext,
      { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
    for (const right of ["hostNetwork", "hostPID", "hostIPC"]) assert.equal(spec[right], undefined);
    assert.ok(spec.volumes.every((volume) => volume.emptyDir), "no volume of the host");
  });
});

describe("the container's health check", () => {
  const check = (port) => execFileSync(path.join(root, "deploy/container/healthcheck"), [], { env: { ...process.env, JAUAP_PORT: port }, stdio: "pipe" });

  it("holds where a server answers, and only there", async () => {
    const server = await startJauap();
    const { port } = new URL(server.url);
    check(port);
    await server.stop();
    assert.throws(() => check(port));
  });
});
