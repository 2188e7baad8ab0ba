import type { Alert, AlertNotice } from "../../../actors/alerts/alert.ts";
import type { Posting } from "../../../protocols/alert_posting/posting.ts";
import { AT } from "../stores/store_samples.ts";

/** A display that went offline. */
export function sampleAlert(changes: Partial<Alert> = {}): Alert {
  return {
    id: 12,
    rule: "offline",
    severity: "critical",
    subject: { kind: "display", key: "3", name: "Wall-L1" },
    state: "open",
    openedAt: AT,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    reason: { en: "It is offline.", ko: "오프라인입니다." },
    rootId: null,
    below: 0,
    snoozedUntil: null,
    flaps: 0,
    ...changes,
  };
}

/** What people are told of it. */
export function sampleNotice(id: string, changes: Partial<AlertNotice> = {}): AlertNotice {
  return {
    id,
    kind: "opened",
    at: AT,
    alert: sampleAlert(),
    text: { en: `${id}: Wall-L1 is offline.`, ko: `${id}: Wall-L1이 오프라인입니다.` },
    channel: null,
    ...changes,
  };
}

/** The same on its way out. */
export function samplePosting(changes: Partial<Posting> = {}): Posting {
  return {
    id: "alert-12-1",
    kind: "opened",
    at: AT,
    language: "en",
    text: "Wall-L1 is offline.",
    count: 1,
    alert: sampleAlert(),
    ...changes,
  };
}
