import { auditLines } from "../audit/audit_line.ts";
import type { Author } from "../audit/author.ts";
import type { Schedule } from "./messages.ts";
import { runIdOf, type ScheduleRun } from "./runs.ts";
import { tellRun } from "./run_saving.ts";
import {
  isKeyWork,
  type RunInHand,
  type Schedules,
  type SchedulesContext,
  type ScheduleSeat,
} from "./schedules_state.ts";

/** The same name for every run of a schedule: who it is, in the ledger. */
export function requesterOf({ name }: Schedule): ScheduleRun["requester"] {
  return { name: `schedule ${name}`, address: "local" };
}

/** A run that has not begun. */
export function newRun(schedule: Schedule, dueAt: number): ScheduleRun {
  return {
    id: runIdOf(schedule.id, dueAt),
    scheduleId: schedule.id,
    scheduleName: schedule.name,
    trigger: "cron",
    dueAt,
    startedAt: null,
    endedAt: null,
    state: "starting",
    reason: null,
    requester: requesterOf(schedule),
    orderedBy: null,
    orderKey: null,
    executionId: null,
    rotationId: null,
    counts: { total: 0, completed: 0, unknown: 0, failed: 0 },
    targets: [],
  };
}

/** Why no run of the schedule may begin now; undefined: nothing is in its way. */
export function blockedBy(
  state: Schedules,
  { schedule }: ScheduleSeat,
  ctx: SchedulesContext,
): string | undefined {
  const touchesKeys = isKeyWork(schedule.work);
  for (const { run, work } of state.inHand.values()) {
    if (run.scheduleId === schedule.id) return `Its run ${run.id} was still open.`;
    if (touchesKeys && isKeyWork(work)) {
      return `${run.scheduleName} was at work on keys: only one schedule may be at a time.`;
    }
  }
  const restMs = state.keysRestUntil - ctx.now();
  if (!touchesKeys || restMs <= 0) return undefined;
  return `Another schedule worked on keys; the pause ends in ${Math.ceil(restMs / 60_000)} min.`;
}

/**
 * Takes a run in hand: it is written first, and its commands are asked for when it is on the disk. `author`: who has asked
 * for it now; without one it was due.
 */
export function beginRun(
  state: Schedules,
  seat: ScheduleSeat,
  run: ScheduleRun,
  ctx: SchedulesContext,
  author?: Author,
): void {
  const begun: ScheduleRun = { ...run, state: "starting", startedAt: ctx.now() };
  const { schedule } = seat;
  const { id: key, name } = schedule;
  const after = { runId: run.id };
  const lines = auditLines(author, ctx.now(), { kind: "schedule.run", key, name, after });
  state.inHand.set(run.id, takeInHand(begun, schedule));
  tellRun(seat, begun, ctx);
  ctx.pipe(
    state.args.store.commit([
      { type: "scheduleSaved", schedule },
      { type: "runSaved", run: begun },
    ], lines),
    () => ({ type: "runWritten", runId: run.id }),
    (cause) => ({ type: "runUnwritten", runId: run.id, cause }),
  );
}

/** A run that is under way, with what its schedule wanted when it began. */
export function takeInHand(
  { counts, targets, ...run }: ScheduleRun,
  { work, rights }: Schedule,
): RunInHand {
  return {
    run,
    work,
    rights,
    targets: [...targets],
    counts,
    open: new Map(),
    early: new Map(),
    asking: undefined,
    backups: new Set(),
  };
}
