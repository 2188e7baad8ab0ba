import type { Alert } from "../../../actors/alerts/alert.ts";
import type { MaintenanceDraft, MaintenanceWindow } from "../../../actors/alerts/maintenance.ts";
import type { AlertRecord, AlertStep } from "../../../actors/alerts/store.ts";
import type { Statement } from "../writer/writer_messages.ts";

/** A row of `alerts`. */
export interface AlertRow {
  readonly id: number;
  readonly rule: AlertRecord["rule"];
  readonly severity: AlertRecord["severity"];
  readonly subject_kind: string;
  readonly subject_key: string;
  readonly subject_name: string;
  readonly state: AlertRecord["state"];
  readonly opened_at: number;
  readonly acknowledged_at: number | null;
  readonly acknowledged_by: string | null;
  readonly resolved_at: number | null;
  readonly reason: string;
  readonly root_id: number | null;
  readonly snoozed_until: number | null;
  readonly flaps: number;
  readonly about: string;
  readonly noticed_at: number | null;
}

/** A row of `maintenance_windows`. */
export interface WindowRow {
  readonly id: number;
  readonly from_at: number;
  readonly until_at: number;
  readonly scope: string;
  readonly note: string;
  readonly created_by: string;
  readonly created_at: number;
}

const SAVE_ALERT = `INSERT OR REPLACE INTO alerts (id, rule, severity, subject_kind, subject_key,
  subject_name, state, opened_at, acknowledged_at, acknowledged_by, resolved_at, reason, root_id,
  snoozed_until, flaps, about, noticed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const ADD_STEP = "INSERT INTO alert_steps (alert_id, at, kind, by, note) VALUES (?, ?, ?, ?, ?)";
const SAVE_WINDOW = `INSERT OR REPLACE INTO maintenance_windows (id, from_at, until_at, scope,
  note, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** Writes an alert as it is now. */
export function saveAlert(alert: AlertRecord): Statement {
  const { kind, key, name } = alert.subject;
  return [SAVE_ALERT, [
    alert.id,
    alert.rule,
    alert.severity,
    kind,
    key,
    name,
    alert.state,
    alert.openedAt,
    alert.acknowledgedAt,
    alert.acknowledgedBy,
    alert.resolvedAt,
    JSON.stringify(alert.reason),
    alert.rootId,
    alert.snoozedUntil,
    alert.flaps,
    alert.about,
    alert.noticedAt,
  ]];
}

/** Adds a line to an alert's history. */
export function addStep({ alertId, at, kind, by, note }: AlertStep): Statement {
  return [ADD_STEP, [alertId, at, kind, by, note]];
}

/** Writes a window. */
export function saveWindow(window: MaintenanceWindow): Statement {
  const { id, from, until, note, createdBy, createdAt, ...scope } = window;
  return [SAVE_WINDOW, [id, from, until, JSON.stringify(scope), note, createdBy, createdAt]];
}

/** An alert as it is kept. */
export function recordOf(row: AlertRow): AlertRecord {
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    subject: { kind: row.subject_kind, key: row.subject_key, name: row.subject_name },
    state: row.state,
    openedAt: row.opened_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    resolvedAt: row.resolved_at,
    reason: JSON.parse(row.reason),
    rootId: row.root_id,
    snoozedUntil: row.snoozed_until,
    flaps: row.flaps,
    about: row.about,
    noticedAt: row.noticed_at,
  };
}

/** An alert as people see it. */
export function alertOf(row: AlertRow & { readonly below: number }): Alert {
  const { about: _about, noticedAt: _noticedAt, ...alert } = recordOf(row);
  return { ...alert, below: row.below };
}

/** A window as it is kept. */
export function windowOf(row: WindowRow): MaintenanceWindow {
  const scope: Omit<MaintenanceDraft, "from" | "until" | "note"> = JSON.parse(row.scope);
  return {
    id: row.id,
    from: row.from_at,
    until: row.until_at,
    ...scope,
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
