import type { RunTarget, ScheduleRun } from "./runs.ts";
import type { SchedulesContext } from "./schedules_state.ts";
import { backupMissed } from "./topics.ts";

/** Tells which backups of a run did not come: one event each, and one for all that were not begun. */
export function tellMissedBackups(run: ScheduleRun, ctx: SchedulesContext): void {
  const tell = (target: string | null, reason: string) =>
    ctx.publish(backupMissed, {
      scheduleId: run.scheduleId,
      scheduleName: run.scheduleName,
      runId: run.id,
      dueAt: run.dueAt,
      target,
      reason,
    });
  if (run.targets.length === 0) return tell(null, run.reason ?? "The run made no backup.");
  const late = run.targets.filter(isMissed);
  for (const { target, reason, state } of late) {
    tell(target.key, reason ?? `The command is ${state}.`);
  }
  const rest = run.targets.filter(({ state }) => state === "notStarted").length;
  if (rest > 0) tell(null, `${rest} container(s) were not begun. ${run.reason ?? ""}`.trim());
}

function isMissed({ backup, state }: RunTarget): boolean {
  return backup === "missed" && state !== "notStarted";
}
