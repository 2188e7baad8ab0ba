import assert from "node:assert/strict";
import { join } from "node:path";
import dashboard from "../../dashboard/deno.json" with { type: "json" };
import manifest from "../../deno.json" with { type: "json" };
import { ROOT } from "../support/processes/project_task.ts";
import { licencePage, unknownLicences } from "./licence_list.ts";
import { type LockedPackage, lockedPackages } from "./locked_packages.ts";

const PACKAGES = await lockedPackages();
const IMPORTS = { ...manifest.imports, ...dashboard.imports };
/** Tasks that run on a control host. */
const SHIPPED = ["start", "demo", "dev", "signalbox", "compile"] as const;

Deno.test("every import of deno.json is one exact version of a package of the npm registry", () => {
  for (const [name, target] of Object.entries(IMPORTS)) {
    assert.match(target, /^npm:\/?(?:@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+\/?$/, name);
  }
});

Deno.test("the lock file is frozen, names every import, and has a digest for each package", () => {
  assert.deepEqual(manifest.lock, { path: "./deno.lock", frozen: true });
  const locked = new Set(PACKAGES.map(({ name, version }) => `${name}@${version}`));
  for (const target of Object.values(IMPORTS)) {
    const wanted = target.replace(/^npm:\/?/, "").replace(/\/$/, "");
    assert.ok(locked.has(wanted), wanted);
  }
  for (const { name, integrity } of PACKAGES) assert.match(integrity ?? "", /^sha512-/, name);
});

Deno.test("no package may run a program when it is installed, and none wants to", () => {
  assert.equal(manifest.nodeModulesDir, "none");
  assert.ok(!("allowScripts" in manifest));
  assert.ok(!JSON.stringify(manifest.tasks).includes("--allow-scripts"));
  const wanting = PACKAGES.filter(({ installScripts }) => installScripts.length > 0);
  assert.deepEqual(wanting.map(({ name }) => name), []);
});

Deno.test("docs/licences.md lists every package, and each has a permissive licence", async () => {
  assert.deepEqual(unknownLicences(PACKAGES), []);
  const page = await Deno.readTextFile(join(ROOT, "docs", "licences.md"));
  assert.equal(page, licencePage(PACKAGES), "deno task licences writes it");
});

Deno.test("unknownLicences() names a package whose licence is not on the list", () => {
  const one = (licence: string): LockedPackage => ({
    name: "a",
    version: "1.0.0",
    integrity: "sha512-",
    licence,
    installScripts: [],
  });
  assert.deepEqual(unknownLicences([one("GPL-3.0-only")]), ["a 1.0.0: GPL-3.0-only"]);
  assert.deepEqual(unknownLicences([one("none")]), ["a 1.0.0: none"]);
  assert.deepEqual(unknownLicences([one("MIT")]), []);
});

for (const name of SHIPPED) {
  Deno.test(`the task ${name} names its permissions, and is frozen`, () => {
    const { command } = manifest.tasks[name];
    assert.doesNotMatch(command, /(?:^|\s)(?:-A|--allow-all|--allow-ffi\S*|--no-lock)(?:\s|$)/);
    assert.match(command, /\s--frozen\s/);
    assert.match(command, /\s--allow-env=SIGNALBOX_\*,HOME,USERPROFILE\s/);
    assert.match(command, /\s--allow-sys=[\w,]+\s/);
  });
}

Deno.test("the start task may run ffmpeg, and no other program", () => {
  assert.match(manifest.tasks.start.command, /\s--allow-run=ffmpeg\s/);
});
