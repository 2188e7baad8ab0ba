import { keepUnbegun } from "./run_saving.ts";
import { beginRun, blockedBy } from "./run_start.ts";
import type { ScheduleRun } from "./runs.ts";
import type { Schedules, SchedulesContext, ScheduleSeat } from "./schedules_state.ts";

/** A run that cannot be begun now, for the reason it has: it waits, where its schedule says so, or is skipped. */
export function putOff(
  state: Schedules,
  seat: ScheduleSeat,
  run: ScheduleRun,
  ctx: SchedulesContext,
): void {
  const { missed, maxLatenessMs } = seat.schedule;
  const mayWait = missed === "runOnce" && seat.waiting === undefined && run.trigger === "cron" &&
    ctx.now() - run.dueAt <= maxLatenessMs;
  if (!mayWait) return keepUnbegun(state, seat, { ...run, state: "skipped" }, ctx);
  seat.waiting = { ...run, state: "waiting", startedAt: null };
  keepUnbegun(state, seat, seat.waiting, ctx);
}

/** Begins what waited, where nothing is in its way any more, and gives up what has become too late. */
export function beginWaiting(state: Schedules, ctx: SchedulesContext): void {
  for (const seat of state.seats.values()) {
    const { waiting, schedule } = seat;
    if (!waiting) continue;
    const tooLate = ctx.now() - waiting.dueAt > schedule.maxLatenessMs;
    if (!tooLate && blockedBy(state, seat, ctx) !== undefined) continue;
    seat.waiting = undefined;
    if (!tooLate) beginRun(state, seat, waiting, ctx);
    else keepUnbegun(state, seat, { ...waiting, state: "skipped" }, ctx);
  }
}
