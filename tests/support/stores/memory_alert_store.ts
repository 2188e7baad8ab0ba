import type { Alert, AlertNotice } from "../../../actors/alerts/alert.ts";
import type { MaintenanceWindow } from "../../../actors/alerts/maintenance.ts";
import type {
  AlertChange,
  AlertQuery,
  AlertRecord,
  AlertStep,
  AlertStore,
} from "../../../actors/alerts/store.ts";
import type { AuditLine } from "../../../actors/audit/audit_line.ts";
import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** Alerts in memory. */
export class MemoryAlertStore implements AlertStore {
  readonly gate = new CommitGate();
  readonly #alerts = new Map<number, AlertRecord>();
  readonly #notices = new Map<string, AlertNotice>();
  readonly #windows = new Map<number, MaintenanceWindow>();
  #steps: AlertStep[] = [];
  #lastAlertId = 0;
  #lastWindowId = 0;

  /** Of the audit trail, committed with their changes. */
  readonly lines: AuditLine[] = [];

  commit(changes: readonly AlertChange[], lines: readonly AuditLine[] = []): Promise<void> {
    return this.gate.pass(() => {
      changes.forEach((change) => this.#apply(change));
      this.lines.push(...lines);
    });
  }

  nextAlertId(): number {
    return ++this.#lastAlertId;
  }

  nextWindowId(): number {
    return ++this.#lastWindowId;
  }

  unresolved(): readonly AlertRecord[] {
    return this.#newest().reverse().filter(({ state }) => state !== "resolved");
  }

  pendingNotices(): readonly AlertNotice[] {
    return [...this.#notices.values()];
  }

  windows(): readonly MaintenanceWindow[] {
    return [...this.#windows.values()].sort((a, b) => a.from - b.from || a.id - b.id);
  }

  alerts({ cursor, limit, ...query }: AlertQuery): Page<Alert> {
    if (cursor !== undefined && !/^\d+$/.test(cursor)) throw new BadCursor(cursor);
    const skipped = Number(cursor ?? 0);
    const all = this.#newest().filter((alert) => fits(alert, query));
    const next = skipped + limit;
    return {
      items: all.slice(skipped, next).map((record) => this.#view(record)),
      nextCursor: all.length > next ? String(next) : null,
    };
  }

  alert(id: number): Alert | null {
    const record = this.#alerts.get(id);
    return record === undefined ? null : this.#view(record);
  }

  steps(alertId: number): readonly AlertStep[] {
    return this.#steps.filter((step) => step.alertId === alertId);
  }

  #view({ about: _about, noticedAt: _noticedAt, ...alert }: AlertRecord): Alert {
    const below = this.#newest().filter(({ rootId, state }) =>
      rootId === alert.id && state !== "resolved"
    );
    return { ...alert, below: below.length };
  }

  #newest(): AlertRecord[] {
    return [...this.#alerts.values()].sort((a, b) => b.openedAt - a.openedAt || b.id - a.id);
  }

  #apply(change: AlertChange): void {
    switch (change.type) {
      case "alertSaved":
        this.#lastAlertId = Math.max(this.#lastAlertId, change.alert.id);
        return void this.#alerts.set(change.alert.id, change.alert);
      case "alertStepped":
        return void this.#steps.push(change.step);
      case "noticeMade":
        return void this.#notices.set(change.notice.id, change.notice);
      case "noticesHanded":
        return change.ids.forEach((id) => this.#notices.delete(id));
      case "maintenanceSaved":
        this.#lastWindowId = Math.max(this.#lastWindowId, change.window.id);
        return void this.#windows.set(change.window.id, change.window);
      case "maintenanceRemoved":
        return void this.#windows.delete(change.id);
      case "alertsPruned":
        return this.#prune(change.before);
    }
  }

  #prune(before: number): void {
    for (const { id, resolvedAt } of [...this.#alerts.values()]) {
      if (resolvedAt !== null && resolvedAt < before) this.#alerts.delete(id);
    }
    this.#steps = this.#steps.filter(({ alertId }) => this.#alerts.has(alertId));
  }
}

function fits(
  alert: AlertRecord,
  { state, rule, subject, rootId }: Omit<AlertQuery, "cursor" | "limit">,
): boolean {
  const inState = state === undefined ||
    (state === "unresolved" ? alert.state !== "resolved" : alert.state === state);
  return inState && (rule === undefined || alert.rule === rule) &&
    (rootId === undefined || alert.rootId === rootId) &&
    (subject === undefined ||
      (alert.subject.kind === subject.kind && alert.subject.key === subject.key));
}
