import { newAttempt, withAttempt } from "./attempts.ts";
import type { HostBackupsContext, HostBackupsState } from "./host_backups_state.ts";
import { type HostBackupAttempt, hostBackupMissed } from "./messages.ts";

/** The clock is looked at this often, whatever is due: timers know nothing of a clock that was set. */
const LOOK_MS = 60_000;
/** Begins one. `dueAt` is its moment of the schedule; null: somebody has asked. */
export function begin(
  state: HostBackupsState,
  { passphrase, dueAt }: { readonly passphrase: string | null; readonly dueAt: number | null },
  ctx: HostBackupsContext,
): HostBackupAttempt {
  const attempt = newAttempt(ctx.now(), dueAt, ctx.random());
  const { id } = attempt;
  state.running = id;
  state.attempts = withAttempt(state.attempts, attempt);
  const { self } = ctx;
  const working = state.args.port.make(
    passphrase,
    (progress) => void self.tell({ type: "progressed", id, progress }),
  );
  ctx.pipe(
    working,
    (made) => ({ type: "made", id, made }),
    (cause) => ({
      type: "failed",
      id,
      reason: cause instanceof Error ? cause.message : String(cause),
    }),
  );
  return attempt;
}

/** A moment that has passed since the newest backup is owed: nobody was there to keep it, or it failed. */
export function foundNewest(
  state: HostBackupsState,
  madeAt: number | null,
  ctx: HostBackupsContext,
): void {
  const { cron, plan: { current: { schedule } } } = state.args;
  if (madeAt === null || schedule === null) return;
  const dueAt = cron.nextAfter(schedule.cron, schedule.timeZone, madeAt);
  if (dueAt === null || dueAt > ctx.now()) return;
  state.owed ??= dueAt;
  const reason = `No backup has been made since ${new Date(madeAt).toISOString()}.`;
  ctx.publish(hostBackupMissed, { dueAt, reason });
  look(state, ctx);
}

/** Begins what is due, and comes back when the next is. */
export function look(state: HostBackupsState, ctx: HostBackupsContext): void {
  const now = ctx.now();
  // The clock was set back: what seemed to be dealt with lies ahead again.
  if (now < state.dealtUntil) state.dealtUntil = now;
  const dueAt = nextOf(state);
  if (dueAt !== null && dueAt <= now) {
    state.owed = dueAt;
    state.dealtUntil = now;
  }
  const restMs = state.restUntil - ctx.monotonicMs();
  if (state.owed !== null && state.running === null && restMs <= 0) {
    begin(state, { passphrase: null, dueAt: state.owed }, ctx);
  }
  const untilNextMs = (nextOf(state) ?? Infinity) - now;
  const untilRestedMs = restMs > 0 ? restMs : Infinity;
  const waitMs = Math.max(1, Math.min(LOOK_MS, untilNextMs, untilRestedMs));
  ctx.timers.once("look", waitMs, { type: "lookDue" });
}

/** The first moment of the schedule that is not dealt with; null: there is none. */
export function nextOf({ args: { cron, plan }, dealtUntil }: HostBackupsState): number | null {
  const { schedule } = plan.current;
  return schedule && cron.nextAfter(schedule.cron, schedule.timeZone, dealtUntil);
}
