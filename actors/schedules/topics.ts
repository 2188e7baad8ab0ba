import type { Topic } from "../kernel/mod.ts";
import type { ScheduleView } from "./messages.ts";
import type { ScheduleRun } from "./runs.ts";

/** Published when a schedule was made or changed, and when its next moment is another. */
export const scheduleChanged: Topic<ScheduleView> = { name: "schedule.changed" };

export const scheduleRemoved: Topic<{ readonly id: number }> = { name: "schedule.removed" };

/** Published when a run is in another state, or one of its containers had its turn. */
export const scheduleRan: Topic<ScheduleRun> = { name: "schedule.run" };

/** A scheduled backup of keys did not come. */
export interface MissedBackup {
  readonly scheduleId: number;
  readonly scheduleName: string;
  readonly runId: string;
  /** Epoch ms. */
  readonly dueAt: number;
  /** `server id/container`; null: none of those that the run had not begun yet. */
  readonly target: string | null;
  readonly reason: string;
}

export const backupMissed: Topic<MissedBackup> = { name: "backup.missed" };
