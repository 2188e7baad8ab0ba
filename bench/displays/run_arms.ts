import process from "node:process";
import { parseArgs } from "node:util";
import { killAll } from "./child.ts";
import { type Figure, tableOf } from "./figure.ts";

/** One part of a benchmark. */
export type Arm = () => Promise<Figure[]>;

/** A run takes three to four minutes; one that takes ten hangs. */
const DEADLINE_MS = 600_000;

/** What a benchmark needs beside its arms. */
export interface RunOptions {
  /** For one that takes longer than others. */
  readonly deadlineMs?: number;
  /** Options of its own, which it reads itself. */
  readonly options?: Readonly<Record<string, { readonly type: "string" }>>;
}

/** Runs the arms, or those that `--only` names, prints their figures, and ends the program. */
export async function runArms(
  arms: Readonly<Record<string, Arm>>,
  { deadlineMs = DEADLINE_MS, options = {} }: RunOptions = {},
): Promise<never> {
  const { values } = parseArgs({ options: { ...options, only: { type: "string" } } });
  const wanted = values.only?.split(",") ?? Object.keys(arms);
  setTimeout(() => {
    process.stderr.write(`not done after ${deadlineMs / 1000} s\n`);
    killAll();
    process.exit(1);
  }, deadlineMs);
  const figures: Figure[] = [];
  for (const name of wanted) {
    const arm = arms[name];
    if (arm === undefined) throw new RangeError(`--only takes ${Object.keys(arms)}, not "${name}"`);
    const began = performance.now();
    figures.push(...await arm());
    process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  }
  process.stdout.write(`${tableOf(figures)}\n`);
  process.exit(0);
}
