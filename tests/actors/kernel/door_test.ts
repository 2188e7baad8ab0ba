import assert from "node:assert/strict";
import { brokenArrow, brokenGlobal, brokenPackage, roomOf } from "../../../lint/arrows.ts";

const ROOT = new URL("../../../", import.meta.url);
/** Rooms of the program itself; tests and benchmarks may look inside. */
const ROOMS = [
  "actors/",
  "adapters/",
  "agents/",
  "command_line/",
  "protocols/",
  "dashboard/",
  "wording/",
];
const KERNEL = "actors/kernel/";

/** The files of a folder and below, from the project's root. */
async function sourcesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
      if (isDirectory) files.push(...await sourcesIn(`${folder}${name}/`));
      else if (/\.tsx?$/.test(name)) files.push(`${folder}${name}`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files;
}

/** What a file imports, as it is written. */
async function importsOf(file: string): Promise<string[]> {
  const source = await Deno.readTextFile(new URL(file, ROOT));
  const found = source.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g);
  return [...found].map(([, specifier]) => specifier ?? "");
}

/** A relative import as a path from the project's root. */
function targetOf(file: string, specifier: string): string {
  return new URL(specifier, new URL(file, ROOT)).href.slice(ROOT.href.length);
}

Deno.test("every import of the runtime from another room enters by its door", async () => {
  const doors = roomOf(`${KERNEL}mod.ts`)?.entrances ?? [];
  assert.deepEqual(doors, ["mod.ts", "testing.ts", "clock.ts"].map((file) => KERNEL + file));
  let entered = 0;
  const files = ["main.ts", ...(await Promise.all(ROOMS.map(sourcesIn))).flat()];
  for (const file of files.filter((path) => !path.startsWith(KERNEL))) {
    for (const specifier of await importsOf(file)) {
      const target = specifier.startsWith(".") ? targetOf(file, specifier) : "";
      if (!target.startsWith(KERNEL)) continue;
      assert.ok(doors.includes(target), `${file} imports ${target}`);
      assert.equal(brokenArrow(file, target, true), undefined);
      entered++;
    }
  }
  assert.ok(entered > 20, `${entered} imports seen`);
});

Deno.test("the runtime imports its own files only, and touches no global of the host but timers", async () => {
  const files = await sourcesIn(KERNEL);
  assert.ok(files.length > 30);
  for (const file of files) {
    for (const specifier of await importsOf(file)) {
      const target = specifier.startsWith(".") ? targetOf(file, specifier) : "";
      assert.ok(target.startsWith(KERNEL), `${file} imports ${specifier}`);
    }
    const source = await Deno.readTextFile(new URL(file, ROOT));
    assert.doesNotMatch(source, /\b(Deno|process|Buffer)\./, file);
  }
  for (const global of ["Deno", "fetch", "WebSocket"]) {
    assert.ok(brokenGlobal(`${KERNEL}cell.ts`, global), `${global} is forbidden`);
  }
  assert.ok(brokenPackage(`${KERNEL}cell.ts`, "npm:anything"));
  assert.ok(brokenPackage(`${KERNEL}cell.ts`, "node:fs"));
});
