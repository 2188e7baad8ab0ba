import { Unreachable } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure } from "../failure.ts";
import type { Step } from "./step.ts";

/** What has become of a plan. */
export interface Outcome {
  readonly done: number;
  /** Steps that were refused, each with the control host's reason. */
  readonly failed: readonly { readonly step: Step; readonly reason: string }[];
  /** Why it ended before the last step. */
  readonly brokenOff: string | null;
}

/** Displays that are added at a time: the control host writes them to its disk together. Others wait for each other. */
const AT_ONCE = 16;
/** Nobody reads more of the same; what is wrong is wrong with all. */
const MAX_FAILED = 20;
const BACK = "\r\u001b[K";

/**
 * Does what a plan needs, in its order. Each step is whole by itself, so that whatever ends this in the middle, the
 * same command finishes it the next time.
 */
export async function carryOut(
  steps: readonly Step[],
  cli: CommandLine,
  { json }: { readonly json?: true },
): Promise<Outcome> {
  const todo = steps.filter(({ run }) => run !== undefined);
  const failed: { readonly step: Step; readonly reason: string }[] = [];
  let done = 0;
  const show = cli.console.terminal && !json;
  try {
    for (const batch of batchesOf(todo)) {
      const results = await Promise.allSettled(batch.map((step) => step.run?.()));
      for (const [place, result] of results.entries()) {
        const step = batch[place];
        if (result.status === "fulfilled") done++;
        else if (step !== undefined) failed.push({ step, reason: reasonOf(result.reason) });
      }
      if (show) cli.console.raw(`${BACK}${cli.texts.movingIn.progress(done, todo.length)}`);
      if (failed.length >= MAX_FAILED) {
        return { done, failed, brokenOff: cli.texts.movingIn.tooManyFailed };
      }
    }
    return { done, failed, brokenOff: null };
  } catch (cause) {
    if (!(cause instanceof CommandFailure)) throw cause;
    return { done, failed, brokenOff: [cause.message, cause.nextStep ?? ""].join(" ").trim() };
  } finally {
    if (show) cli.console.raw(BACK);
  }
}

function* batchesOf(steps: readonly Step[]): Generator<readonly Step[]> {
  for (let at = 0; at < steps.length;) {
    const size = steps[at]?.kind === "displays" ? AT_ONCE : 1;
    const batch = steps.slice(at, at + size).filter(({ kind }) => kind === steps[at]?.kind);
    yield batch;
    at += batch.length;
  }
}

/** What is wrong with one step. What is wrong with all of them, as a token that was refused, is thrown. */
function reasonOf(cause: unknown): string {
  const forAll = cause instanceof Unreachable ||
    (cause instanceof CommandFailure && cause.nextStep !== undefined);
  if (forAll || !(cause instanceof CommandFailure)) throw cause;
  return cause.message;
}
