import { reconcile } from "./reconciling.ts";
import { flushRuns, keepUnbegun, pruneRuns } from "./run_saving.ts";
import { beginRun, blockedBy, newRun } from "./run_start.ts";
import type { ScheduleRun } from "./runs.ts";
import {
  planNext,
  type Schedules,
  type SchedulesContext,
  type ScheduleSeat,
} from "./schedules_state.ts";
import { beginWaiting, putOff } from "./waiting_runs.ts";

/**
 * The clock is looked at this often, whatever is due: timers know nothing of a clock that was set, of a summer time
 * that began, or of a machine that slept.
 */
const LOOK_MS = 60_000;
/** A run that is not later than this is on time: as exact as an expression without seconds. */
const ON_TIME_MS = 60_000;

/** Begins what is due, looks after what is in hand, and comes back when the next is due. */
export function look(state: Schedules, ctx: SchedulesContext): void {
  const looksAt = { now: ctx.now(), monotonicMs: ctx.monotonicMs() };
  if (looksAt.now < state.lookedAt.now) clockSetBack(state, ctx);
  state.lookedAt = looksAt;
  flushRuns(state, ctx);
  pruneRuns(state, ctx);
  reconcile(state, ctx);
  if (ctx.monotonicMs() >= state.warmUpUntil) {
    beginWaiting(state, ctx);
    for (const seat of state.seats.values()) takeDue(state, seat, ctx);
  }
  arm(state, ctx);
}

/** Sets the timer for the next moment, or the next look. */
export function arm(state: Schedules, ctx: SchedulesContext): void {
  let next = Infinity;
  for (const { nextAt } of state.seats.values()) next = Math.min(next, nextAt ?? Infinity);
  const leastMs = Math.max(1, state.warmUpUntil - ctx.monotonicMs());
  const delayMs = Math.min(LOOK_MS, Math.max(leastMs, next - ctx.now()));
  ctx.timers.once("look", delayMs, { type: "lookDue" });
}

/**
 * What seemed to be dealt with lies ahead again. It is looked for anew, or a clock that was a year ahead would keep
 * its schedules still for a year; what has run already is known by its moment, and is not run twice.
 */
function clockSetBack(state: Schedules, ctx: SchedulesContext): void {
  const sinceMs = ctx.monotonicMs() - state.lookedAt.monotonicMs;
  // It was set at some time since then, so that a moment may have passed meanwhile.
  const earliest = ctx.now() - sinceMs - 1;
  for (const seat of state.seats.values()) {
    if (seat.schedule.dealtUntil <= earliest) continue;
    seat.schedule = { ...seat.schedule, dealtUntil: earliest };
    planNext(state, seat, ctx);
  }
}

function takeDue(state: Schedules, seat: ScheduleSeat, ctx: SchedulesContext): void {
  const now = ctx.now();
  const first = seat.nextAt;
  if (first === null || first > now) return;
  const dueAt = newestDue(state, seat, first, now);
  seat.schedule = { ...seat.schedule, dealtUntil: dueAt };
  planNext(state, seat, ctx);
  const run = newRun(seat.schedule, dueAt);
  if (isKnown(state, run.id)) return;
  const { missed, maxLatenessMs } = seat.schedule;
  const latenessMs = now - dueAt;
  if (latenessMs <= ON_TIME_MS) return beginOrWait(state, seat, run, ctx);
  const since = first < dueAt ? `, as were others since ${wordTime(first)}` : "";
  const reason = `Missed: the control host was not running${since}.`;
  if (missed === "skip" || latenessMs > maxLatenessMs) {
    return keepUnbegun(state, seat, { ...run, state: "missed", reason }, ctx);
  }
  beginOrWait(state, seat, { ...run, reason: `Late. ${reason}` }, ctx);
}

function isKnown({ args, inHand, unsaved }: Schedules, runId: string): boolean {
  return inHand.has(runId) || unsaved.has(runId) || args.store.run(runId) !== undefined;
}

/** Windows in which the newest moment is looked for: moments that are dense are found in the first. */
const WINDOWS_MS = [60_000, 3_600_000, 86_400_000, 32 * 86_400_000, 366 * 86_400_000];

/** The newest moment up to now; `first` is the oldest that is not dealt with. */
function newestDue(
  { args: { cron } }: Schedules,
  { schedule: { cron: expression, timeZone } }: ScheduleSeat,
  first: number,
  now: number,
): number {
  const after = (at: number) => cron.nextAfter(expression, timeZone, at) ?? Infinity;
  for (const windowMs of WINDOWS_MS) {
    let due = Math.max(first, after(now - windowMs));
    if (due > now) continue;
    for (let next = after(due); next <= now; next = after(due)) due = next;
    return due;
  }
  return first;
}

function beginOrWait(
  state: Schedules,
  seat: ScheduleSeat,
  run: ScheduleRun,
  ctx: SchedulesContext,
): void {
  const reason = blockedBy(state, seat, ctx);
  if (reason === undefined) return beginRun(state, seat, run, ctx);
  putOff(state, seat, { ...run, reason }, ctx);
}

function wordTime(at: number): string {
  return new Date(at).toISOString();
}
