import { type Cell, CLOSING, HAS_ASKS, HAS_LANE } from "../cell.ts";
import { failureFields, failureText } from "../asking/cause_chain.ts";
import { endChores } from "../turns/chores.ts";
import type { AskFailure } from "../types.ts";

/** Ends what belongs to one incarnation: timers, subscriptions, watches, facts not yet told, deferred asks. */
export function closeIncarnation(cell: Cell, failure: AskFailure, cause?: unknown): void {
  cell.flags = (cell.flags | CLOSING) & ~(HAS_LANE | HAS_ASKS);
  const { rare } = cell;
  if (rare === undefined) return;
  endChores(cell);
  rare.life?.snapshots?.pause();
  rare.life?.supervising?.close();
  rare.lane = rare.waitingOn = undefined;
  for (const timer of rare.timers?.values() ?? []) timer.cancel();
  for (const unsubscribe of rare.subscriptions ?? []) unsubscribe();
  for (const watched of rare.watching?.keys() ?? []) watched.rare?.watchers?.delete(cell);
  for (const ask of rare.deferred ?? []) ask.fail(failure, cause);
  rare.timers =
    rare.subscriptions =
    rare.watching =
    rare.deferred =
      undefined;
}

/** Calls the `stopped` hook: a promise when it takes its time; its error is noted, and ends nothing. */
export function callStopped(cell: Cell, reason: string): Promise<void> | undefined {
  const { profile, context, state } = cell;
  if (profile.definition.stopped === undefined || context === undefined || !context.started) {
    return undefined;
  }
  try {
    const outcome = profile.runtime.inTurnOf(
      cell,
      () => profile.definition.stopped?.(state, reason, context),
    );
    return outcome instanceof Promise
      ? outcome.catch((cause) => noteCrash(cell, cause))
      : undefined;
  } catch (cause) {
    noteCrash(cell, cause);
    return undefined;
  }
}

/** Counts a failure, keeps it as the last error, and announces it. */
export function noteCrash(cell: Cell, cause: unknown): void {
  const { runtime } = cell.profile;
  const rare = cell.extras();
  rare.crashed++;
  cell.profile.counters.crashed++;
  rare.lastError = { ...failureText(cause), at: runtime.clock.now() };
  runtime.announce(cell, "crashed", failureFields(cause));
}
