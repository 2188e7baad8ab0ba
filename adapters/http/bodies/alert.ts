import type { Alert as AlertView } from "../../../actors/alerts/alert.ts";
import {
  type MaintenanceState,
  type MaintenanceWindow as Window,
} from "../../../actors/alerts/maintenance.ts";
import type { AlertStep as Step } from "../../../actors/alerts/store.ts";
import type { Alert, AlertStep } from "../../../protocols/api/alert.ts";
import type { MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";

/** An alert. */
export function alertBody(alert: AlertView): Alert {
  const { id, rule, severity, subject: { kind, key, name }, state, reason } = alert;
  return {
    id,
    rule,
    severity,
    subject: { kind, key, name },
    state,
    openedAt: isoTime(alert.openedAt),
    acknowledgedAt: isoTimeOrNull(alert.acknowledgedAt),
    acknowledgedBy: alert.acknowledgedBy,
    resolvedAt: isoTimeOrNull(alert.resolvedAt),
    reason: { en: reason.en, ko: reason.ko },
    rootId: alert.rootId,
    below: alert.below,
    snoozedUntil: isoTimeOrNull(alert.snoozedUntil),
    flaps: alert.flaps,
  };
}

/** A line of an alert's history. */
export function alertStepBody({ at, kind, by, note }: Step): AlertStep {
  return { at: isoTime(at), kind, by, note };
}

/** A maintenance window. */
export function maintenanceBody(window: Window, state: MaintenanceState): MaintenanceWindow {
  return {
    id: window.id,
    from: isoTime(window.from),
    until: isoTime(window.until),
    state,
    subjects: window.subjects.map(({ kind, key }) => ({ kind, key })),
    kinds: [...window.kinds],
    groups: [...window.groups],
    everything: window.everything,
    note: window.note,
    createdBy: window.createdBy,
    createdAt: isoTime(window.createdAt),
  };
}
