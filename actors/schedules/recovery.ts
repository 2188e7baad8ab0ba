import type { Schedule } from "./messages.ts";
import { adoptRemembered } from "./run_refusals.ts";
import { beginStep, stepKey } from "./key_sequence.ts";
import { endRun } from "./run_end.ts";
import { settle } from "./run_progress.ts";
import { keepRun, keepUnbegun } from "./run_saving.ts";
import { askRotation } from "./run_rotation.ts";
import { takeInHand } from "./run_start.ts";
import type { ScheduleRun } from "./runs.ts";
import {
  isBackup,
  isKeyWork,
  nextOf,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
  type ScheduleSeat,
} from "./schedules_state.ts";

/** Takes up what an earlier start has left: schedules with their next moment, and runs that were not over. */
export function recover(state: Schedules, ctx: SchedulesContext): void {
  const { store } = state.args;
  for (const schedule of store.schedules()) {
    const lastRun = store.lastRun(schedule.id);
    const nextAt = nextOf(state, schedule);
    state.seats.set(schedule.id, { schedule, nextAt, waiting: undefined, lastRun });
    rest(state, schedule, lastRun);
  }
  for (const run of store.openRuns()) {
    const seat = state.seats.get(run.scheduleId);
    if (!seat) continue;
    if (run.state === "waiting") seat.waiting = run;
    else if (run.state === "starting") takeUpStarting(state, seat, run, ctx);
    else takeUpRunning(state, seat, run, ctx);
  }
}

/** The pause after a work on keys holds across a restart. */
function rest(state: Schedules, { work }: Schedule, lastRun: ScheduleRun | undefined): void {
  if (!isKeyWork(work) || !lastRun?.endedAt || lastRun.targets.length === 0) return;
  state.keysRestUntil = Math.max(state.keysRestUntil, lastRun.endedAt + work.pauseMs);
}

/** The run was on the disk; whether its commands are, the ledger knows. */
function takeUpStarting(
  state: Schedules,
  seat: ScheduleSeat,
  run: ScheduleRun,
  ctx: SchedulesContext,
): void {
  const { schedule } = seat;
  const inHand = takeInHand(run, schedule);
  state.inHand.set(run.id, inHand);
  if (adoptRemembered(state, inHand)) return goOn(state, inHand, ctx);
  const { work, missed, maxLatenessMs } = schedule;
  if (isKeyWork(work) && !isBackup(work)) {
    // A rotation of several leaves no word before its first command, so nobody knows whether it began.
    const reason = "The control host stopped while it began; look at the ledger before the next.";
    inHand.run = { ...inHand.run, reason };
    return endRun(state, inHand, ctx, "unknown");
  }
  const late = ctx.now() - run.dueAt > maxLatenessMs;
  if (missed === "runOnce" && !late && schedule.enabled) {
    state.inHand.delete(run.id);
    seat.waiting = { ...run, state: "waiting" };
    return keepUnbegun(state, seat, seat.waiting, ctx);
  }
  const reason = "The control host stopped before anything was asked for.";
  inHand.run = { ...inHand.run, reason };
  endRun(state, inHand, ctx, "missed");
}

/** Its commands are in the ledger, which has ended those that an earlier start left open. */
function takeUpRunning(
  state: Schedules,
  { schedule }: ScheduleSeat,
  run: ScheduleRun,
  ctx: SchedulesContext,
): void {
  const inHand = takeInHand(run, schedule);
  state.inHand.set(run.id, inHand);
  if (run.rotationId !== null) return askRotation(state, run.rotationId, ctx);
  if (isBackup(inHand.work)) return takeUpSequence(state, inHand, ctx);
  inHand.targets.splice(0);
  inHand.counts = { total: 0, completed: 0, unknown: 0, failed: 0 };
  if (adoptRemembered(state, inHand)) return goOn(state, inHand, ctx);
  inHand.run = { ...inHand.run, reason: "The ledger does not know its commands any more." };
  endRun(state, inHand, ctx, "unknown");
}

function goOn(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  inHand.run = { ...inHand.run, state: "running" };
  if (inHand.open.size === 0) endRun(state, inHand, ctx);
  else keepRun(state, inHand, ctx);
}

/** Containers that had no command yet keep their turn; the first of them after a whole pause, as nobody knows when the last had its own. */
function takeUpSequence(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  const { run, targets, work } = inHand;
  const { commands } = state.args;
  for (const [index, target] of targets.entries()) {
    const request = target.commandId === null
      ? commands.remembered(run.requester.name, stepKey(run.id, index))
      : undefined;
    const commandId = target.commandId ?? request?.commandIds[0];
    const row = commandId === undefined ? undefined : commands.command(commandId);
    if (!row || (target.commandId !== null && target.backup !== null)) continue;
    targets[index] = { ...target, commandId: row.id, state: row.state };
    inHand.open.set(row.id, index);
    settle(inHand, row);
  }
  keepRun(state, inHand, ctx);
  if (inHand.open.size > 0) return;
  if (!targets.some(({ state }) => state === "waiting")) return beginStep(state, inHand, ctx);
  const pauseMs = work.type === "node" ? work.pauseMs : 0;
  ctx.timers.once(`step:${run.id}`, pauseMs, { type: "stepDue", runId: run.id });
}
