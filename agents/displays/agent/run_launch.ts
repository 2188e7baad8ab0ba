import type { Waits } from "../../waits.ts";
import type { StartableProgram } from "./command_line.ts";
import type { ProgramRun, RunEnd } from "./program_run.ts";

/** How a launch went: it is up, it ended before it was, or it was not even started. */
export type LaunchOutcome =
  | { readonly kind: "up" }
  | { readonly kind: "ended"; readonly end: RunEnd }
  | { readonly kind: "notStarted"; readonly error: string };

/** What a launch needs. */
export interface LaunchNeeds {
  readonly waits: Waits;
  /** False when a stop has come meanwhile. */
  mayStart(): boolean;
  save(): Promise<void>;
}

/** A program that ends sooner was never up: a slip in the command line, a missing library. */
const SETTLE_MS = 500;

/** Writes a run down, starts it, and waits until it can be said to run. Never rejects. */
export async function launchRun(
  run: ProgramRun,
  start: StartableProgram,
  { waits, mayStart, save }: LaunchNeeds,
): Promise<LaunchOutcome> {
  // Written down first: whoever comes after us must find it.
  await save();
  if (!mayStart()) return { kind: "notStarted", error: "A stop came before it was started." };
  try {
    run.start(start);
  } catch (cause) {
    return { kind: "notStarted", error: reasonOf(run.record.program, cause) };
  }
  await run.identify();
  await save();
  const end = await endWithin(run, waits);
  return end === undefined ? { kind: "up" } : { kind: "ended", end };
}

async function endWithin(run: ProgramRun, waits: Waits): Promise<RunEnd | undefined> {
  const settled = Promise.withResolvers<undefined>();
  const cancel = waits.after(SETTLE_MS, () => settled.resolve(undefined));
  const end = await Promise.race([run.ended, settled.promise]);
  cancel();
  return end;
}

function reasonOf(program: string, cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) return `There is no program ${program} here.`;
  if (cause instanceof Deno.errors.NotCapable) return `This agent may not run ${program}.`;
  return `${program} could not be started: ${cause instanceof Error ? cause.message : cause}`;
}
