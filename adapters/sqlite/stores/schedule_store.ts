import type { Page } from "../../../actors/ledger/store.ts";
import type { Schedule } from "../../../actors/schedules/messages.ts";
import type { ScheduleRun } from "../../../actors/schedules/runs.ts";
import type { RunQuery, ScheduleChange, ScheduleStore } from "../../../actors/schedules/store.ts";
import { ChangeStore } from "./change_store.ts";
import { decodeCursor, pageOf } from "../cursor.ts";
import { IdCounter } from "../id_counter.ts";
import {
  runOf,
  type RunRow,
  saveRun,
  saveSchedule,
  scheduleOf,
  type ScheduleRow,
} from "./schedule_rows.ts";
import type { Statement } from "../writer/writer_messages.ts";

const REMOVE_SCHEDULE = "DELETE FROM schedules WHERE id = ?";
const REMOVE_RUNS = "DELETE FROM schedule_runs WHERE schedule_id = ?";
const OVER = "state NOT IN ('waiting', 'starting', 'running')";
const PRUNE_OLD = `DELETE FROM schedule_runs WHERE due_at < ? AND ${OVER}`;
const PRUNE_MANY = `DELETE FROM schedule_runs WHERE id IN (SELECT id FROM (
  SELECT id, state, row_number() OVER (PARTITION BY schedule_id ORDER BY due_at DESC, id DESC)
  AS place FROM schedule_runs) WHERE place > ? AND ${OVER})`;

/** Schedules and their runs on disk. A history is newest first, and steady while runs are added. */
export class SqliteScheduleStore extends ChangeStore<ScheduleChange> implements ScheduleStore {
  readonly #ids = new IdCounter(this.reader, "last_schedule_id");

  schedules(): readonly Schedule[] {
    return this.reader.all<ScheduleRow>("SELECT * FROM schedules ORDER BY id").map(scheduleOf);
  }

  openRuns(): readonly ScheduleRun[] {
    const sql = `SELECT * FROM schedule_runs WHERE state IN ('waiting', 'starting', 'running')
      ORDER BY due_at, id`;
    return this.reader.all<RunRow>(sql).map(runOf);
  }

  lastRun(scheduleId: number): ScheduleRun | undefined {
    const sql = `SELECT * FROM schedule_runs WHERE schedule_id = ?
      ORDER BY due_at DESC, id DESC LIMIT 1`;
    const row = this.reader.get<RunRow>(sql, scheduleId);
    return row && runOf(row);
  }

  run(id: string): ScheduleRun | undefined {
    const row = this.reader.get<RunRow>("SELECT * FROM schedule_runs WHERE id = ?", id);
    return row && runOf(row);
  }

  runOrderedBy(requesterName: string, orderKey: string): ScheduleRun | undefined {
    const sql = "SELECT * FROM schedule_runs WHERE ordered_by = ? AND order_key = ? LIMIT 1";
    const row = this.reader.get<RunRow>(sql, requesterName, orderKey);
    return row && runOf(row);
  }

  runs(scheduleId: number, { cursor, limit }: RunQuery): Page<ScheduleRun> {
    const from = cursor === undefined ? undefined : decodeCursor(cursor);
    const after = from ? "AND (due_at, id) < (?, ?)" : "";
    const sql = `SELECT * FROM schedule_runs WHERE schedule_id = ? ${after}
      ORDER BY due_at DESC, id DESC LIMIT ?`;
    const position = from ? [from.createdAt, from.id] : [];
    const rows = this.reader.all<RunRow>(sql, scheduleId, ...position, limit + 1).map(runOf);
    const page = pageOf(rows.map((run) => ({ createdAt: run.dueAt, id: run.id, run })), limit);
    return { items: page.items.map(({ run }) => run), nextCursor: page.nextCursor };
  }

  nextScheduleId(): number {
    return this.#ids.next();
  }

  protected override statements(change: ScheduleChange): readonly Statement[] {
    switch (change.type) {
      case "scheduleSaved":
        return [saveSchedule(change.schedule), this.#ids.used(change.schedule.id)];
      case "scheduleRemoved":
        return [[REMOVE_RUNS, [change.id]], [REMOVE_SCHEDULE, [change.id]]];
      case "runSaved":
        return [saveRun(change.run)];
      case "runsPruned":
        return [[PRUNE_OLD, [change.before]], [PRUNE_MANY, [change.keepEach]]];
    }
  }
}
