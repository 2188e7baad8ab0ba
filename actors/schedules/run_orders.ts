import { accept, type Outcome, refuse } from "../outcome.ts";
import { noSchedule } from "./schedule_changes.ts";
import type { RunSchedule } from "./messages.ts";
import { lackedRight } from "./schedule_checks.ts";
import { beginRun, blockedBy, newRun } from "./run_start.ts";
import { runIdOf, type ScheduleRun } from "./runs.ts";
import { type Schedules, type SchedulesContext, snapshotOf } from "./schedules_state.ts";

/** Runs a schedule now, by hand: its own moments stay as they are. */
export function runNow(
  state: Schedules,
  { id, requester, rights, idempotency, author }: RunSchedule,
  ctx: SchedulesContext,
): Outcome<{ readonly run: ScheduleRun; readonly replayed: boolean }> {
  const seat = state.seats.get(id);
  if (!seat) return noSchedule(id);
  const lacked = lackedRight(state, seat.schedule.work, rights);
  if (lacked) return lacked;
  const orderKey = idempotency?.key ?? null;
  const before = orderKey === null ? undefined : orderedBefore(state, requester.name, orderKey);
  if (before?.scheduleId === id) return accept({ run: before, replayed: true });
  if (before) {
    const detail = "The idempotency key was used for another request.";
    return refuse("idempotencyMismatch", detail);
  }
  const dueAt = ctx.now();
  const reason = blockedBy(state, seat, ctx);
  if (reason !== undefined) return refuse("conflict", reason);
  if (state.args.store.run(runIdOf(id, dueAt))) {
    return refuse("conflict", "It was run in this moment already.");
  }
  const run: ScheduleRun = {
    ...newRun(seat.schedule, dueAt),
    trigger: "manual",
    orderedBy: requester,
    orderKey,
  };
  beginRun(state, seat, run, ctx, author);
  return accept({ run: { ...run, startedAt: dueAt }, replayed: false });
}

function orderedBefore(
  { inHand, args }: Schedules,
  requesterName: string,
  orderKey: string,
): ScheduleRun | undefined {
  for (const each of inHand.values()) {
    const { orderedBy, orderKey: key } = each.run;
    if (orderedBy?.name === requesterName && key === orderKey) return snapshotOf(each);
  }
  return args.store.runOrderedBy(requesterName, orderKey);
}
