/**
 * How the control host does against what it is built on: bare socket.io and bare SQLite, on the same machine in
 * the same minutes. Every server and every load is a process of its own; CPU time is the server's alone. Only
 * ratios carry over to other machines. Linux, loopback only, under four minutes.
 *
 * Run: `deno run -A --frozen bench/displays/main.ts [--only heartbeats,fleet,preset,ledger]`
 *
 * @module
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { killAll } from "./child.ts";
import { type Figure, tableOf } from "./figure.ts";
import { fleet } from "./fleet.ts";
import { heartbeats } from "./heartbeats.ts";
import { ledger } from "./ledger.ts";
import { preset } from "./preset.ts";

const ARMS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  heartbeats,
  fleet,
  preset,
  ledger,
};

/** A run takes three to four minutes; one that takes ten hangs. */
const DEADLINE_MS = 600_000;

const { values } = parseArgs({ options: { only: { type: "string" } } });
const wanted = values.only?.split(",") ?? Object.keys(ARMS);
setTimeout(() => {
  process.stderr.write(`not done after ${DEADLINE_MS / 1000} s\n`);
  killAll();
  process.exit(1);
}, DEADLINE_MS);
const figures: Figure[] = [];
for (const name of wanted) {
  const arm = ARMS[name];
  if (arm === undefined) throw new RangeError(`--only takes ${Object.keys(ARMS)}, not "${name}"`);
  const began = performance.now();
  figures.push(...await arm());
  process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
}
process.stdout.write(`${tableOf(figures)}\n`);
process.exit(0);
