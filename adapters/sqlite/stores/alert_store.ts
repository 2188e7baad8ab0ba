import type { Alert, AlertNotice } from "../../../actors/alerts/alert.ts";
import type { MaintenanceWindow } from "../../../actors/alerts/maintenance.ts";
import {
  type AlertChange,
  type AlertQuery,
  type AlertRecord,
  type AlertStep,
  type AlertStore,
  MAX_STEPS,
} from "../../../actors/alerts/store.ts";
import type { Page } from "../../../actors/ledger/store.ts";
import {
  addStep,
  alertOf,
  type AlertRow,
  recordOf,
  saveAlert,
  saveWindow,
  windowOf,
  type WindowRow,
} from "./alert_rows.ts";
import { ChangeStore } from "./change_store.ts";
import { historyPage, placeOf } from "./history_page.ts";
import { IdCounter } from "../id_counter.ts";
import type { Reader } from "../reader.ts";
import type { Writer } from "../writer/writer.ts";
import type { SqlValue, Statement } from "../writer/writer_messages.ts";

const BELOW = `(SELECT count(*) FROM alerts b WHERE b.root_id = a.id AND b.state <> 'resolved')
  AS below`;
const SELECT = `SELECT a.*, ${BELOW} FROM alerts a`;
const ADD_NOTICE = "INSERT OR REPLACE INTO alert_notices (id, notice) VALUES (?, ?)";
const DROP_NOTICE = "DELETE FROM alert_notices WHERE id = ?";
const DROP_WINDOW = "DELETE FROM maintenance_windows WHERE id = ?";
const PRUNE_STEPS = `DELETE FROM alert_steps WHERE alert_id IN (
  SELECT id FROM alerts WHERE resolved_at < ?)`;
const PRUNE = "DELETE FROM alerts WHERE resolved_at < ?";

/** On disk: alerts, and what happened to them. */
export class SqliteAlertStore extends ChangeStore<AlertChange> implements AlertStore {
  readonly #alertIds: IdCounter;
  readonly #windowIds: IdCounter;

  constructor(reader: Reader, writer: Writer) {
    super(reader, writer);
    this.#alertIds = new IdCounter(reader, "last_alert_id");
    this.#windowIds = new IdCounter(reader, "last_maintenance_window_id");
  }

  nextAlertId(): number {
    return this.#alertIds.next();
  }

  nextWindowId(): number {
    return this.#windowIds.next();
  }

  unresolved(): readonly AlertRecord[] {
    const sql = "SELECT * FROM alerts WHERE state <> 'resolved' ORDER BY opened_at, id";
    return this.reader.all<AlertRow>(sql).map(recordOf);
  }

  pendingNotices(): readonly AlertNotice[] {
    const sql = "SELECT notice FROM alert_notices ORDER BY rowid";
    const rows = this.reader.all<{ notice: string }>(sql);
    return rows.map(({ notice }): AlertNotice => JSON.parse(notice));
  }

  windows(): readonly MaintenanceWindow[] {
    const sql = "SELECT * FROM maintenance_windows ORDER BY from_at, id";
    return this.reader.all<WindowRow>(sql).map(windowOf);
  }

  alerts(query: AlertQuery): Page<Alert> {
    const { createdAt, id } = placeOf(query.cursor);
    const [conditions, values] = conditionsOf(query);
    const where = ["(a.opened_at, a.id) < (?, ?)", ...conditions].join(" AND ");
    const sql = `${SELECT} WHERE ${where} ORDER BY a.opened_at DESC, a.id DESC LIMIT ?`;
    const rows = this.reader.all<AlertRow & { readonly below: number }>(
      sql,
      createdAt,
      id,
      ...values,
      query.limit + 1,
    );
    const found = rows.map((row) => ({ ...alertOf(row), at: row.opened_at }));
    const { items, nextCursor } = historyPage(found, query.limit);
    return { items: items.map(({ at: _at, ...alert }) => alert), nextCursor };
  }

  alert(id: number): Alert | null {
    const row = this.reader.get<AlertRow & { readonly below: number }>(
      `${SELECT} WHERE a.id = ?`,
      id,
    );
    return row === undefined ? null : alertOf(row);
  }

  steps(alertId: number): readonly AlertStep[] {
    const sql = `SELECT alert_id AS alertId, at, kind, by, note FROM alert_steps WHERE alert_id = ?
      ORDER BY id DESC LIMIT ?`;
    return this.reader.all<AlertStep>(sql, alertId, MAX_STEPS).map((row) => ({ ...row })).reverse();
  }

  protected override statements(change: AlertChange): readonly Statement[] {
    switch (change.type) {
      case "alertSaved":
        return [saveAlert(change.alert), this.#alertIds.used(change.alert.id)];
      case "alertStepped":
        return [addStep(change.step)];
      case "noticeMade":
        return [[ADD_NOTICE, [change.notice.id, JSON.stringify(change.notice)]]];
      case "noticesHanded":
        return change.ids.map((id): Statement => [DROP_NOTICE, [id]]);
      case "maintenanceSaved":
        return [saveWindow(change.window), this.#windowIds.used(change.window.id)];
      case "maintenanceRemoved":
        return [[DROP_WINDOW, [change.id]]];
      case "alertsPruned":
        return [[PRUNE_STEPS, [change.before]], [PRUNE, [change.before]]];
    }
  }
}

function conditionsOf(
  { state, rule, subject, rootId }: AlertQuery,
): readonly [conditions: readonly string[], values: readonly SqlValue[]] {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  if (state === "unresolved") conditions.push("a.state <> 'resolved'");
  else if (state !== undefined) {
    conditions.push("a.state = ?");
    values.push(state);
  }
  if (rule !== undefined) {
    conditions.push("a.rule = ?");
    values.push(rule);
  }
  if (subject !== undefined) {
    conditions.push("a.subject_kind = ?", "a.subject_key = ?");
    values.push(subject.kind, subject.key);
  }
  if (rootId !== undefined) {
    conditions.push("a.root_id = ?");
    values.push(rootId);
  }
  return [conditions, values];
}
