import type { AuditLine } from "../audit/audit_line.ts";
import type { Page } from "../ledger/store.ts";
import type { Alert, AlertNotice, AlertRule, AlertState } from "./alert.ts";
import type { MaintenanceWindow } from "./maintenance.ts";

/** An alert as it is kept: without those below it, which are counted when it is read. */
export interface AlertRecord extends Omit<Alert, "below"> {
  /** Which of several things is wrong. */
  readonly about: string;
  /** When people were told last, in epoch ms; null: nobody was. */
  readonly noticedAt: number | null;
}

/** What happened to an alert. */
export type AlertStepKind =
  | "opened"
  | "reopened"
  | "acknowledged"
  | "snoozed"
  | "noticed"
  | "reminded"
  | "resolved";

/** One line of an alert's history. Epoch ms. */
export interface AlertStep {
  readonly alertId: number;
  readonly at: number;
  readonly kind: AlertStepKind;
  /** Who did it; null: it came about by itself. */
  readonly by: string | null;
  /** May be empty. */
  readonly note: string;
}

export type AlertChange =
  | { readonly type: "alertSaved"; readonly alert: AlertRecord }
  | { readonly type: "alertStepped"; readonly step: AlertStep }
  /** Kept until everybody who passes notices on has had the time to keep it. */
  | { readonly type: "noticeMade"; readonly notice: AlertNotice }
  | { readonly type: "noticesHanded"; readonly ids: readonly string[] }
  | { readonly type: "maintenanceSaved"; readonly window: MaintenanceWindow }
  | { readonly type: "maintenanceRemoved"; readonly id: number }
  /** Forgets alerts that were resolved before. */
  | { readonly type: "alertsPruned"; readonly before: number };

/** Filters and paging; newest first. */
export interface AlertQuery {
  /** `unresolved`: open and acknowledged. */
  readonly state?: AlertState | "unresolved" | undefined;
  readonly rule?: AlertRule | undefined;
  /** Those about this subject. */
  readonly subject?: { readonly kind: string; readonly key: string } | undefined;
  /** Those whose root is this one. */
  readonly rootId?: number | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 500. */
  readonly limit: number;
}

/** What is read of alerts. */
export interface AlertReading {
  alerts(query: AlertQuery): Page<Alert>;
  /** Null: there is none. */
  alert(id: number): Alert | null;
  /** Oldest first, the newest {@link MAX_STEPS}. */
  steps(alertId: number): readonly AlertStep[];
}

/** An alert that flaps for a day has some hundreds. */
export const MAX_STEPS = 500;

/** Durable storage of alerts; `commit` as in the ledger's store. */
export interface AlertStore extends AlertReading {
  commit(changes: readonly AlertChange[], lines?: readonly AuditLine[]): Promise<void>;
  unresolved(): readonly AlertRecord[];
  /** Notices that may not have been passed on. */
  pendingNotices(): readonly AlertNotice[];
  windows(): readonly MaintenanceWindow[];
  /** Never used before, even after a restart. */
  nextAlertId(): number;
  nextWindowId(): number;
}
