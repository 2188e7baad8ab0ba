import type { PostedAlert, Posting } from "./posting.ts";

/** An alert as programs get it. Times are ISO-8601 in UTC. */
export interface JsonAlert
  extends Omit<PostedAlert, "openedAt" | "acknowledgedAt" | "resolvedAt" | "acknowledgedBy"> {
  readonly openedAt: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: string | null;
}

/** A posting as programs get it, through a webhook without a template and through MQTT. */
export interface JsonPosting {
  /** Unique; the same for every try. */
  readonly id: string;
  /** `alert.` and the kind: `alert.opened`, `alert.digest` and so on. */
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly text: string;
    readonly count: number;
    readonly alert: JsonAlert | null;
  };
}

/** The form without a template: an id, a type and a time outside, and all else inside `data`. */
export function jsonPosting(posting: Posting, isoTime: (at: number) => string): JsonPosting {
  const { id, kind, at, text, count, alert } = posting;
  return {
    id,
    type: `alert.${kind}`,
    timestamp: isoTime(at),
    data: { text, count, alert: alert === null ? null : jsonAlert(alert, isoTime) },
  };
}

function jsonAlert(alert: PostedAlert, isoTime: (at: number) => string): JsonAlert {
  const orNull = (at: number | null) => at === null ? null : isoTime(at);
  const { id, rule, severity, state, reason, below, acknowledgedBy } = alert;
  const { kind, key, name } = alert.subject;
  return {
    id,
    rule,
    severity,
    subject: { kind, key, name },
    state,
    openedAt: isoTime(alert.openedAt),
    acknowledgedAt: orNull(alert.acknowledgedAt),
    acknowledgedBy,
    resolvedAt: orNull(alert.resolvedAt),
    reason: { en: reason.en, ko: reason.ko },
    below,
  };
}
