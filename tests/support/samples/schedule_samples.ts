import type { Schedule, ScheduleView } from "../../../actors/schedules/messages.ts";
import { runIdOf, type ScheduleRun } from "../../../actors/schedules/runs.ts";
import { AT } from "../stores/store_samples.ts";

const REQUESTER = { name: "tester", address: "local" };

/** A schedule with every optional fact. */
export function sampleSchedule(id: number, changes: Partial<Schedule> = {}): Schedule {
  return {
    id,
    name: `Nightly ${id}`,
    enabled: true,
    cron: "0 4 * * *",
    timeZone: "Asia/Seoul",
    work: {
      type: "node",
      selection: { scope: "each", filter: { serverIds: ["HOST-1"], connected: true } },
      command: "backup_keys",
      params: {},
      deadlineMs: null,
      waitOnlineMs: 60_000,
      pauseMs: 600_000,
    },
    missed: "skip",
    maxLatenessMs: 3_600_000,
    rights: ["keys"],
    orderedBy: REQUESTER,
    createdAt: AT,
    version: 1,
    updatedAt: AT + 1,
    updatedBy: "tester",
    dealtUntil: AT + 2,
    ...changes,
  };
}

/** A schedule as people see it. */
export function sampleScheduleView(id: number, changes: Partial<ScheduleView> = {}): ScheduleView {
  return { ...sampleSchedule(id), nextRunAt: AT + 60_000, lastRun: sampleRun(id, AT), ...changes };
}

/** A run with every optional fact. */
export function sampleRun(
  scheduleId: number,
  dueAt: number,
  changes: Partial<ScheduleRun> = {},
): ScheduleRun {
  return {
    id: runIdOf(scheduleId, dueAt),
    scheduleId,
    scheduleName: `Nightly ${scheduleId}`,
    trigger: "cron",
    dueAt,
    startedAt: dueAt + 1,
    endedAt: dueAt + 2,
    state: "completed",
    reason: null,
    requester: { name: `schedule Nightly ${scheduleId}`, address: "local" },
    orderedBy: null,
    orderKey: null,
    executionId: null,
    rotationId: null,
    counts: { total: 1, completed: 1, unknown: 0, failed: 0 },
    targets: [{
      target: { kind: "container", key: "HOST-1/3node0", name: "HOST-1/3node0" },
      commandId: "cmd_1",
      state: "completed",
      reason: null,
      backup: "made",
    }],
    ...changes,
  };
}
