import { isFinal } from "../ledger/command.ts";
import { tellMissedBackups } from "./backup_watch.ts";
import { keepRun } from "./run_saving.ts";
import { endOf, type RunCounts, type RunState, type RunTarget } from "./runs.ts";
import {
  isBackup,
  isKeyWork,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
  snapshotOf,
} from "./schedules_state.ts";
import { beginWaiting } from "./waiting_runs.ts";

/** Counts one target that is over; one that is not changes nothing. */
export function countOf(counts: RunCounts, state: RunTarget["state"]): RunCounts {
  if (state === "waiting" || (state !== "notStarted" && !isFinal(state))) return counts;
  if (state === "completed") return { ...counts, completed: counts.completed + 1 };
  if (state === "unknown") return { ...counts, unknown: counts.unknown + 1 };
  return { ...counts, failed: counts.failed + 1 };
}

/** The run is over: kept, told, and out of the way of others. `as` where its targets do not say how it ended. */
export function endRun(
  state: Schedules,
  inHand: RunInHand,
  ctx: SchedulesContext,
  as: RunState = endOf(inHand.counts),
): void {
  const { run, work } = inHand;
  inHand.run = { ...run, state: as, endedAt: ctx.now() };
  state.inHand.delete(run.id);
  ctx.timers.cancel(`step:${run.id}`);
  if (isKeyWork(work) && inHand.targets.some(({ commandId }) => commandId !== null)) {
    state.keysRestUntil = Math.max(state.keysRestUntil, ctx.now() + work.pauseMs);
  }
  keepRun(state, inHand, ctx);
  if (isBackup(work)) tellMissedBackups(snapshotOf(inHand), ctx);
  beginWaiting(state, ctx);
}
