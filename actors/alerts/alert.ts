import type { AlertRule, AlertState } from "../../protocols/api/alert.ts";
import type { Topic } from "../kernel/mod.ts";

/** Everything that there may be an alert about; and whether it is open, known to somebody, or over. */
export type { AlertRule, AlertState };

/** Whether somebody should get up for it. */
export type AlertSeverity = "critical" | "warning";

/** One sentence for people, in both languages. */
export interface AlertText {
  readonly en: string;
  readonly ko: string;
}

/**
 * What an alert is about: a member (`display`, `node`, `container`, `syncHost`, `camera`), a `wall`, a `schedule`, a
 * `machine` (one address; several members are silent there), a `fleet` (many members of a kind at once) or the
 * control host itself (`host`).
 */
export interface AlertSubject {
  readonly kind: string;
  readonly key: string;
  readonly name: string;
}

/** One alert. Times are epoch ms. */
export interface Alert {
  readonly id: number;
  readonly rule: AlertRule;
  readonly severity: AlertSeverity;
  readonly subject: AlertSubject;
  readonly state: AlertState;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: number | null;
  readonly reason: AlertText;
  /** The alert that causes this one; such an alert sends no notices of its own. */
  readonly rootId: number | null;
  /** How many that are not resolved have this one as their root. */
  readonly below: number;
  readonly snoozedUntil: number | null;
  /** How often it was resolved and came back soon after. */
  readonly flaps: number;
}

/** What people are told through channels. */
export interface AlertNotice {
  /**
   * Unique. Whoever takes notices may be told one twice, with the same id: after a `kill -9` those of the last moments
   * are told again.
   */
  readonly id: string;
  readonly kind: "opened" | "acknowledged" | "resolved" | "reminder" | "test" | "beat";
  /** Epoch ms. */
  readonly at: number;
  /** Null for a test and a beat. */
  readonly alert: Alert | null;
  readonly text: AlertText;
  /** The only channel it is for; null: every channel. */
  readonly channel: string | null;
}

/** Published for each thing that people are to be told, once it is on the disk. */
export const alertNoticed: Topic<AlertNotice> = { name: "alert.noticed" };

/** Published when an alert was opened or has changed, once it is on the disk. */
export const alertChanged: Topic<Alert> = { name: "alert.changed" };
