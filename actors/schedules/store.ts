import type { AuditLine } from "../audit/audit_line.ts";
import type { Page } from "../ledger/store.ts";
import type { Schedule } from "./messages.ts";
import type { ScheduleRun } from "./runs.ts";

/** One change to schedules and their history. */
export type ScheduleChange =
  | { readonly type: "scheduleSaved"; readonly schedule: Schedule }
  /** With its runs. */
  | { readonly type: "scheduleRemoved"; readonly id: number }
  /** A run of a schedule that is gone is not kept. */
  | { readonly type: "runSaved"; readonly run: ScheduleRun }
  /** Runs that were due before this, and all but the newest of each schedule, where they are over. */
  | { readonly type: "runsPruned"; readonly before: number; readonly keepEach: number };

/** A part of a schedule's history, newest first. */
export interface RunQuery {
  readonly cursor?: string;
  /** 1 to 500. */
  readonly limit: number;
}

/** Durable storage of schedules; `commit` as in the ledger's store. */
export interface ScheduleStore {
  commit(changes: readonly ScheduleChange[], lines?: readonly AuditLine[]): Promise<void>;
  /** By id. */
  schedules(): readonly Schedule[];
  /** Runs that are not over, by the time they were due. */
  openRuns(): readonly ScheduleRun[];
  /** The newest run of a schedule. */
  lastRun(scheduleId: number): ScheduleRun | undefined;
  run(id: string): ScheduleRun | undefined;
  /** The run that a request has begun. */
  runOrderedBy(requesterName: string, orderKey: string): ScheduleRun | undefined;
  runs(scheduleId: number, query: RunQuery): Page<ScheduleRun>;
  /** Ids are never used twice, not even after a schedule was removed. */
  nextScheduleId(): number;
}
