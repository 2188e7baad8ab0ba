import { tellMissedBackups } from "./backup_watch.ts";
import type { ScheduleRun } from "./runs.ts";
import { isRunOver } from "./runs.ts";
import {
  isBackup,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
  type ScheduleSeat,
  snapshotOf,
} from "./schedules_state.ts";
import type { ScheduleChange } from "./store.ts";
import { scheduleRan } from "./topics.ts";

/** A year, as everywhere. */
const KEPT_MS = 366 * 86_400_000;
/** Runs of each schedule: more than a year of daily ones, and 85 MB at the most where each names a thousand targets. */
export const KEPT_EACH = 500;
const PRUNE_MS = 3_600_000;

/** Tells whoever looks that a run is in another state. */
export function tellRun(seat: ScheduleSeat, run: ScheduleRun, ctx: SchedulesContext): void {
  if (seat.lastRun === undefined || seat.lastRun.dueAt <= run.dueAt) seat.lastRun = run;
  ctx.publish(scheduleRan, run);
}

/** Keeps a run in hand as it is now. What the disk does not take is tried again. */
export function keepRun(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  const run = snapshotOf(inHand);
  const seat = state.seats.get(run.scheduleId);
  if (seat) tellRun(seat, run, ctx);
  state.unsaved.set(run.id, run);
  flushRuns(state, ctx);
}

/** Keeps a run that has no commands: one that was skipped or missed, or that waits. */
export function keepUnbegun(
  state: Schedules,
  seat: ScheduleSeat,
  run: ScheduleRun,
  ctx: SchedulesContext,
): void {
  const ended = { ...run, endedAt: isRunOver(run.state) ? ctx.now() : null };
  tellRun(seat, ended, ctx);
  state.unsaved.set(run.id, ended);
  flushRuns(state, ctx);
  if (isRunOver(run.state) && isBackup(seat.schedule.work)) tellMissedBackups(ended, ctx);
}

/** Writes what the disk does not have, one batch at a time. */
export function flushRuns(state: Schedules, ctx: SchedulesContext): void {
  if (state.saving || state.unsaved.size === 0) return;
  const batch = [...state.unsaved.values()];
  const changes: ScheduleChange[] = batch.map((run) => ({ type: "runSaved", run }));
  for (const id of new Set(batch.map(({ scheduleId }) => scheduleId))) {
    const schedule = state.seats.get(id)?.schedule;
    if (schedule) changes.unshift({ type: "scheduleSaved", schedule });
  }
  state.saving = true;
  ctx.pipe(
    state.args.store.commit(changes),
    () => ({ type: "runsKept", batch }),
    () => ({ type: "runsNotKept" }),
  );
}

/** A batch is on the disk; what has changed meanwhile follows. */
export function keptRuns(
  state: Schedules,
  batch: readonly ScheduleRun[],
  ctx: SchedulesContext,
): void {
  state.saving = false;
  for (const run of batch) {
    if (state.unsaved.get(run.id) === run) state.unsaved.delete(run.id);
  }
  flushRuns(state, ctx);
}

/** The disk did not take it: the next look tries again. */
export function runsNotKept(state: Schedules): void {
  state.saving = false;
}

/** Forgets old runs, now and then. */
export function pruneRuns(state: Schedules, ctx: SchedulesContext): void {
  const now = ctx.now();
  if (Math.abs(now - state.prunedAt) < PRUNE_MS) return;
  state.prunedAt = now;
  const change = { type: "runsPruned", before: now - KEPT_MS, keepEach: KEPT_EACH } as const;
  // What could not be pruned now is pruned in an hour.
  state.args.store.commit([change]).catch(() => {});
}
