import type { AlertsArgs } from "./alerts_state.ts";
import type { AlertBook, Moment } from "./book.ts";
import { RULES } from "./rules/table.ts";
import type { AlertRecord } from "./store.ts";

/** A reminder does not come with our own start. */
const REMIND_AFTER_START_MS = 300_000;

/**
 * Takes over the alerts of an earlier run: they are the same alerts, and nobody is told again. What is wrong is
 * believed until the fleet was looked at after the warm-up.
 */
export function recall({ book, store, warmUpMs }: AlertsArgs, moment: Moment): void {
  if (book.recalled) return;
  book.recalled = true;
  book.warmUpUntilMs = moment.nowMs + warmUpMs;
  for (const window of store.windows()) book.windows.set(window.id, window);
  for (const record of store.unresolved()) recallAlert(book, record, moment);
}

function recallAlert(book: AlertBook, record: AlertRecord, { nowMs, now }: Moment): void {
  const { rule, subject, reason, severity, about, openedAt, noticedAt } = record;
  const finding = { reason, severity, ...(about === "" ? {} : { about }) };
  const track = book.trackOf(rule, subject, finding);
  if (track === undefined || track.alert !== null) return;
  const { remindEveryMs } = book.settings;
  const toldMsAgo = Math.max(0, now - (noticedAt ?? now));
  track.present = true;
  track.sinceMs = nowMs;
  track.expiresAtMs = nowMs + (RULES[rule].expiresMs ?? Infinity) - Math.max(0, now - openedAt);
  track.alert = {
    record,
    below: 0,
    announceAtMs: book.warmUpUntilMs,
    remindAtMs: remindEveryMs > 0
      ? nowMs + Math.max(REMIND_AFTER_START_MS, remindEveryMs - toldMsAgo)
      : Infinity,
  };
  if (subject.kind === "fleet") {
    const of = `${rule}|${subject.name}`;
    track.gathering = { of, names: [], count: 0, openUntilMs: -Infinity };
  }
  book.byAlert.set(record.id, track);
}
