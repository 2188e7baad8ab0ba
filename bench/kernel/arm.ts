/**
 * One JavaScript arm: sets one workload of one library up, then runs a round for each line of its input and answers
 * each with one line of JSON. A process of its own, so that no workload can spoil the compiled code or the heap of
 * another.
 *
 * Run by main.ts: `arm.ts <library> <workload>`.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import type { Library, Round } from "./library.ts";
import { WORKLOADS } from "./workloads/mod.ts";

const LIBRARIES: Readonly<Record<string, () => Promise<Library<unknown>>>> = {
  bare: async () => (await import("./libraries/bare.ts")).bare as Library<unknown>,
  ours: async () => await (await import("./libraries/ours.ts")).openOurs() as Library<unknown>,
  nact: async () => (await import("./libraries/nact.ts")).openNact() as Library<unknown>,
  xstate: async () => (await import("./libraries/xstate.ts")).openXstate() as Library<unknown>,
};

const [libraryName = "", workload = ""] = process.argv.slice(2);

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function setUp(): Promise<Round | undefined> {
  const library = await LIBRARIES[libraryName]?.();
  if (library === undefined) throw new RangeError(`no library "${libraryName}"`);
  const missing = library.missing[workload];
  if (missing !== undefined) return void answer({ missing });
  const build = library.own[workload] ?? WORKLOADS[workload]?.bind(undefined, library);
  if (build === undefined) throw new RangeError(`${libraryName} has no workload "${workload}"`);
  return await build();
}

const round = await setUp();
if (round !== undefined) {
  answer({ ready: 1, ...round.facts });
  for await (const _ of createInterface({ input: process.stdin })) answer(await round());
}
process.exit(0);
