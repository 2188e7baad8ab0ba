/**
 * How fast the actor runtime is: against Erlang, other actor libraries of this language, and bare function calls,
 * on the same machine in the same minutes. Only ratios carry over to other machines.
 *
 * Run: `deno run -A --frozen bench/kernel/main.ts [--only tell,skynet] [--arms ours,erlang] [--rounds 9] [--markdown]`
 *
 * @module
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { killArms } from "./arm_process.ts";
import { ARMS } from "./arms.ts";
import { probeEcho } from "./echo_client.ts";
import { type Measured, reportOf } from "./report.ts";
import { measure } from "./rounds.ts";
import { WORKLOADS } from "./rows.ts";
import { markdownOf, terminalOf } from "./tables.ts";

/** The whole table takes five to six minutes; a run that takes ten hangs. */
const DEADLINE_MS = 600_000;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    arms: { type: "string" },
    rounds: { type: "string", default: "7" },
    markdown: { type: "boolean", default: false },
  },
});

setTimeout(() => {
  process.stderr.write(`not done after ${DEADLINE_MS / 1000} s\n`);
  killArms();
  process.exit(1);
}, DEADLINE_MS);

const arms = pick("--arms", ARMS, values.arms);
const rounds = Number(values.rounds);
if (!(rounds >= 1 && rounds <= 100)) {
  throw new RangeError(`--rounds must be 1 to 100, got ${values.rounds}`);
}
const measured: Measured[] = [];
for (const workload of pick("--only", WORKLOADS, values.only)) {
  const began = performance.now();
  measured.push({ workload, outcomes: await measure(workload, arms, rounds, probeEcho) });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stderr.write(`${workload.name}: ${seconds} s\n`);
}
const report = reportOf(measured, arms);
process.stdout.write(values.markdown ? markdownOf(report) : terminalOf(report));
process.exit(0);

/** Those that an option names, or all. */
function pick<T extends { readonly name: string }>(
  option: string,
  all: readonly T[],
  names: string | undefined,
): readonly T[] {
  if (names === undefined) return all;
  const wanted = names.split(",");
  const unknown = wanted.find((name) => !all.some((one) => one.name === name));
  if (unknown === undefined) return all.filter(({ name }) => wanted.includes(name));
  throw new RangeError(`${option} takes ${all.map(({ name }) => name)}, not "${unknown}"`);
}
