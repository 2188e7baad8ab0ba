import assert from "node:assert/strict";
import plugin from "../../lint/rooms.ts";
import { packageOf, roomOf } from "../../lint/arrows.ts";

const ROOT = new URL("../../", import.meta.url);

function judge(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, new URL(file, ROOT).pathname, source)
    .map((diagnostic) => diagnostic.message);
}

const BROKEN: readonly (readonly [file: string, source: string, says: RegExp])[] = [
  [
    "protocols/switchboard/decoder.ts",
    `import { a } from "../../adapters/http/app.ts";`,
    /protocols may not import adapters \(adapters\/http\/app.ts\).*belong in an adapter/,
  ],
  [
    "protocols/switchboard/decoder.ts",
    `import type { A } from "../../actors/ledger/command.ts";`,
    /protocols may not import actors/,
  ],
  [
    "protocols/switchboard/decoder.ts",
    `export { a } from "../api/rows.ts";`,
    /protocols\/switchboard may not import protocols\/api/,
  ],
  [
    "protocols/addresses.ts",
    `export * from "./api/rows.ts";`,
    /protocols's shared files may not import protocols\/api/,
  ],
  ["protocols/api/rows.ts", `import x from "npm:hono@4";`, /may not import hono \(only zod\)/],
  ["protocols/api/rows.ts", `import fs from "node:fs";`, /may not import node:fs/],
  ["protocols/api/rows.ts", `await import("node:fs");`, /may not import node:fs/],
  ["protocols/api/rows.ts", "await import(`node:fs`);", /may not import node:fs/],
  ["protocols/api/rows.ts", "await import(name);", /import\(\) a computed name/],
  ["protocols/api/rows.ts", `import x from "jsr:@std/async";`, /cannot be fetched/],
  [
    "actors/kernel/cell.ts",
    `import type { A } from "../topics.ts";`,
    /kernel may not import actors/,
  ],
  [
    "actors/displays/display.ts",
    `import type { Context } from "../kernel/types.ts";`,
    /actors\/kernel is entered by actors\/kernel\/mod.ts or actors\/kernel\/testing.ts or actors\/kernel\/clock.ts only/,
  ],
  [
    "adapters/http/app.ts",
    `import { createSystem } from "../../actors/kernel/system.ts";`,
    /actors\/kernel is entered by actors\/kernel\/mod.ts/,
  ],
  ["actors/kernel/cell.ts", `import { z } from "zod";`, /may not import zod \(no packages\)/],
  [
    "actors/displays/display.ts",
    `import { a } from "../../protocols/switchboard/events.ts";`,
    /actors may not import protocols .* but with `import type`/,
  ],
  [
    "actors/displays/display.ts",
    `import { type A } from "../../protocols/switchboard/events.ts";`,
    /but with `import type`/,
  ],
  [
    "actors/displays/display.ts",
    `export { a } from "../../protocols/switchboard/events.ts";`,
    /but with `import type`/,
  ],
  [
    "actors/displays/display.ts",
    `import type { A } from "../../adapters/http/app.ts";`,
    /actors may not import adapters/,
  ],
  [
    "actors/displays/display.ts",
    `type A = import("../../adapters/http/app.ts").A;`,
    /actors may not import adapters/,
  ],
  ["actors/displays/display.ts", `import fs from "node:fs";`, /may not import node:fs/],
  [
    "adapters/http/app.ts",
    `import type { A } from "../sqlite/store.ts";`,
    /adapters\/http may not import adapters\/sqlite.*main.ts hands one/,
  ],
  ["adapters/http/app.ts", `import "../../main.ts";`, /adapters may not import main.ts/],
  ["agents/display.ts", `import "../actors/ledger/command.ts";`, /agents may not import actors/],
  [
    "command_line/program.ts",
    `import "../adapters/http/app.ts";`,
    /command_line may not import adapters/,
  ],
  [
    "command_line/program.ts",
    `import type { A } from "../actors/topics.ts";`,
    /command_line may not import actors/,
  ],
  ["lint/rooms.ts", `import "../protocols/addresses.ts";`, /lint may not import protocols/],
  [
    "wording/in_korean.ts",
    `import type { Problem } from "../protocols/api/problem.ts";`,
    /wording may not import protocols/,
  ],
  [
    "wording/in_korean.ts",
    `import { language } from "../dashboard/words/language.ts";`,
    /wording may not import dashboard.*for the dashboard and the command line to know/,
  ],
  ["wording/in_korean.ts", `import "@preact/signals";`, /may not import @preact\/signals/],
  [
    "actors/displays/display.ts",
    `import { inKorean } from "../../wording/in_korean.ts";`,
    /actors may not import wording/,
  ],
  [
    "dashboard/page.ts",
    `import { rows } from "../protocols/api/rows.ts";`,
    /but with `import type`/,
  ],
  ["adapters/http/app.ts", `import "../../misc/things.ts";`, /in no known room/],
];

for (const [file, source, says] of BROKEN) {
  Deno.test(`rooms/arrows complains when ${file} has ${source}`, () => {
    const messages = judge(file, source);
    assert.equal(messages.length, 1, messages.join("\n"));
    assert.match(messages.join(), says);
  });
}

const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ["protocols/switchboard/decoder.ts", `import { a } from "./events.ts"; import { z } from "zod";`],
  ["protocols/switchboard/decoder.ts", `import { a } from "../addresses.ts";`],
  ["protocols/api/rows.ts", `import { z } from "npm:zod@4.6.7"; import { a } from "zod/v4";`],
  ["actors/kernel/cell.ts", `import { a } from "./types.ts";`],
  ["actors/displays/display.ts", `import { a } from "../kernel/mod.ts"; import "../topics.ts";`],
  [
    "actors/displays/display.ts",
    `import type { A } from "../../protocols/switchboard/events.ts";
     export type { B } from "../../protocols/switchboard/events.ts";
     export type * from "../../protocols/switchboard/events.ts";`,
  ],
  [
    "adapters/http/app.ts",
    `import { a } from "./routes.ts"; import "../../actors/topics.ts"; import "node:http";
     import { b } from "../../protocols/api/rows.ts"; import { Hono } from "hono/tiny";
     await import(name);`,
  ],
  [
    "command_line/program.ts",
    `import "../protocols/api/rows.ts"; import "commander"; import "yaml"; import "cli-table3";`,
  ],
  ["command_line/program.ts", `await import("../wording/in_korean.ts");`],
  ["dashboard/words/sentence.ts", `import { inKorean } from "../../wording/in_korean.ts";`],
  ["agents/display.ts", `import "../actors/kernel/mod.ts"; import "node:net";`],
  ["tests/anything_test.ts", `import "../main.ts"; import "../adapters/http/app.ts";`],
  ["bench/displays.ts", `import "../actors/topics.ts"; import "npm:ws";`],
  ["main.ts", `import "./adapters/http/app.ts"; import "./actors/topics.ts";`],
];

for (const [file, source] of ALLOWED) {
  Deno.test(`rooms/arrows is silent when ${file} has ${source.split("\n")[0]}`, () => {
    assert.deepEqual(judge(file, source), []);
  });
}

const GLOBALS: readonly (readonly [file: string, source: string, count: number])[] = [
  ["protocols/a.ts", "Deno.readTextFile(p);", 1],
  ["protocols/a.ts", "const at = new Date();", 1],
  ["protocols/a.ts", "const at = Date.now();", 1],
  ["protocols/a.ts", "setTimeout(run, 1); setInterval(run, 1);", 2],
  ["protocols/a.ts", "globalThis.setTimeout(run, 1);", 1],
  ["protocols/a.ts", `globalThis["Deno"];`, 1],
  ["protocols/a.ts", "globalThis[Date];", 1],
  ["protocols/a.ts", "const { Deno } = globalThis;", 1],
  ["protocols/a.ts", "const row = { Date: 1 }; row.Date; row.setTimeout();", 0],
  ["protocols/a.ts", "interface Clock { setTimeout(): void; Date: number }", 0],
  ["actors/a.ts", "function f(c: Deno.Conn) {}", 1],
  ["actors/a.ts", "const at = new Date(ms);", 0],
  ["actors/kernel/a.ts", "Deno.env; const t = setTimeout(run, 1);", 1],
  ["adapters/x/a.ts", "Deno.env; new Date(); setTimeout(run, 1);", 0],
  ["command_line/a.ts", "Deno.exit(1);", 1],
  ["wording/a.ts", "Deno.env; Date.now(); navigator.language; localStorage.x;", 4],
];

for (const [file, source, count] of GLOBALS) {
  Deno.test(`rooms/globals reports ${count} when ${file} has ${source}`, () => {
    const messages = judge(file, source);
    assert.equal(messages.length, count, messages.join("\n"));
  });
}

Deno.test("packageOf() drops versions and parts when a specifier has them", () => {
  const table = {
    "npm:@scope/name@1.2.3/part": "@scope/name",
    "npm:/hono@4.13.19/jsx": "hono",
    "@std/async/delay": "@std/async",
    "zod/v4": "zod",
    "node:fs/promises": "node:fs",
  };
  for (const [specifier, expected] of Object.entries(table)) {
    assert.equal(packageOf(specifier), expected);
  }
});

Deno.test("roomOf() takes the longest match when rooms are nested", () => {
  assert.equal(roomOf("actors/kernel/cell.ts")?.path, "actors/kernel/");
  assert.equal(roomOf("actors/kernels.ts")?.path, "actors/");
  assert.equal(roomOf("elsewhere/x.ts"), undefined);
});
