import { type Cell, STOPPED } from "../cell.ts";
import { errorText } from "../errors.ts";
import type { LifecycleEvent } from "../types.ts";

/** Causes listed at most: deeper than any tree of supervisors, and a bound for causes that form a ring. */
const MAX_CAUSES = 16;

/** A failure as text. */
export interface FailureText {
  readonly message: string;
  /** What caused it, what caused that, down to the first failure; left out when there is no `cause`. */
  readonly causes?: readonly string[];
}

/** The text of a failure and of its causes. */
export function failureText(failure: unknown): FailureText {
  const causes: string[] = [];
  for (let at = failure; causes.length < MAX_CAUSES;) {
    if (!(at instanceof Error) || at.cause === undefined) break;
    at = at.cause;
    causes.push(errorText(at));
  }
  const message = errorText(failure);
  return causes.length === 0 ? { message } : { message, causes };
}

/** A failure as lifecycle events carry it. */
export function failureFields(failure: unknown): Pick<LifecycleEvent, "error" | "causes"> {
  const { message: error, causes } = failureText(failure);
  return causes === undefined ? { error } : { error, causes };
}

/** The failure at the bottom of a chain of causes. */
export function firstFailure(failure: unknown): unknown {
  let at = failure;
  for (let depth = 0; depth < MAX_CAUSES; depth++) {
    if (!(at instanceof Error) || at.cause === undefined) break;
    at = at.cause;
  }
  return at;
}

/** Why an actor does not handle what it is asked: its failure, or the reason of its stop. */
export function whyAway(cell: Cell): unknown {
  const failure = cell.rare?.life?.failure;
  if (failure !== undefined) return failure;
  const reason = cell.rare?.stopRequest?.reason ??
    (cell.status === STOPPED ? cell.args : undefined);
  return typeof reason === "string" ? new Error(reason) : undefined;
}
