import type { Schedule } from "../../../actors/schedules/messages.ts";
import type { RunState, ScheduleRun } from "../../../actors/schedules/runs.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_SCHEDULE = `INSERT INTO schedules (id, name, enabled, cron, time_zone, work, missed,
  max_lateness_ms, rights, ordered_by, ordered_from, created_at, updated_at, dealt_until,
  version, updated_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled,
  cron = excluded.cron, time_zone = excluded.time_zone, work = excluded.work,
  missed = excluded.missed, max_lateness_ms = excluded.max_lateness_ms, rights = excluded.rights,
  ordered_by = excluded.ordered_by, ordered_from = excluded.ordered_from,
  updated_at = excluded.updated_at, dealt_until = excluded.dealt_until, version = excluded.version,
  updated_by = excluded.updated_by`;
// Of a schedule that is gone nothing is kept: its last run may end after it.
const SAVE_RUN = `INSERT INTO schedule_runs (id, schedule_id, schedule_name, triggered, due_at,
  started_at, ended_at, state, reason, requester, ordered_by, ordered_from, order_key, execution_id,
  rotation_id, counts, targets)
  SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
  WHERE EXISTS (SELECT 1 FROM schedules WHERE id = ?)
  ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
  state = excluded.state, reason = excluded.reason, execution_id = excluded.execution_id,
  rotation_id = excluded.rotation_id, counts = excluded.counts, targets = excluded.targets`;

/** A schedule as its row has it. */
export interface ScheduleRow {
  readonly id: number;
  readonly name: string;
  readonly enabled: number;
  readonly cron: string;
  readonly time_zone: string;
  readonly work: string;
  readonly missed: Schedule["missed"];
  readonly max_lateness_ms: number;
  readonly rights: string;
  readonly ordered_by: string;
  readonly ordered_from: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly dealt_until: number;
  readonly version: number;
  readonly updated_by: string;
}

/** A run as its row has it. */
export interface RunRow {
  readonly id: string;
  readonly schedule_id: number;
  readonly schedule_name: string;
  readonly triggered: ScheduleRun["trigger"];
  readonly due_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly state: RunState;
  readonly reason: string | null;
  readonly requester: string;
  readonly ordered_by: string | null;
  readonly ordered_from: string | null;
  readonly order_key: string | null;
  readonly execution_id: string | null;
  readonly rotation_id: string | null;
  readonly counts: string;
  readonly targets: string;
}

/** Adds a schedule, or puts it in the place of the one with its id. */
export function saveSchedule(schedule: Schedule): Statement {
  return [SAVE_SCHEDULE, [
    schedule.id,
    schedule.name,
    Number(schedule.enabled),
    schedule.cron,
    schedule.timeZone,
    JSON.stringify(schedule.work),
    schedule.missed,
    schedule.maxLatenessMs,
    JSON.stringify(schedule.rights),
    schedule.orderedBy.name,
    schedule.orderedBy.address,
    schedule.createdAt,
    schedule.updatedAt,
    schedule.dealtUntil,
    schedule.version,
    schedule.updatedBy,
  ]];
}

/** Adds a run, or says what has become of it. */
export function saveRun(run: ScheduleRun): Statement {
  return [SAVE_RUN, [
    run.id,
    run.scheduleId,
    run.scheduleName,
    run.trigger,
    run.dueAt,
    run.startedAt,
    run.endedAt,
    run.state,
    run.reason,
    run.requester.name,
    run.orderedBy?.name ?? null,
    run.orderedBy?.address ?? null,
    run.orderKey,
    run.executionId,
    run.rotationId,
    JSON.stringify(run.counts),
    JSON.stringify(run.targets),
    run.scheduleId,
  ]];
}

/** Reads a schedule's row. */
export function scheduleOf(row: ScheduleRow): Schedule {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled === 1,
    cron: row.cron,
    timeZone: row.time_zone,
    work: JSON.parse(row.work),
    missed: row.missed,
    maxLatenessMs: row.max_lateness_ms,
    rights: JSON.parse(row.rights),
    orderedBy: { name: row.ordered_by, address: row.ordered_from },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    dealtUntil: row.dealt_until,
    version: row.version,
    updatedBy: row.updated_by,
  };
}

/** Reads a run's row. */
export function runOf(row: RunRow): ScheduleRun {
  const { ordered_by: name, ordered_from: address } = row;
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    scheduleName: row.schedule_name,
    trigger: row.triggered,
    dueAt: row.due_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    reason: row.reason,
    // The control host itself asks for what a schedule does.
    requester: { name: row.requester, address: "local" },
    orderedBy: name === null ? null : { name, address: address ?? "" },
    orderKey: row.order_key,
    executionId: row.execution_id,
    rotationId: row.rotation_id,
    counts: JSON.parse(row.counts),
    targets: JSON.parse(row.targets),
  };
}
