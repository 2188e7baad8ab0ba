import type { Alert, AlertNotice } from "./alert.ts";
import { type AlertBook, type Moment, type Track, viewOf } from "./book.ts";
import { beatText, noticeText } from "./notice_texts.ts";

/** Notices that wait for the end of maintenance; the oldest go first. */
const MAX_HELD = 1_000;

/** Tells people of an alert. While work is done on its subject nobody is told; that it is over is told afterwards. */
export function tell(
  book: AlertBook,
  { subject }: Track,
  kind: AlertNotice["kind"],
  alert: Alert,
  { now }: Moment,
): void {
  const notice: AlertNotice = {
    id: `alert-${alert.id}-${kind}-${now}`,
    kind,
    at: now,
    alert,
    text: noticeText(kind, alert),
    channel: null,
  };
  if (!book.isUnderMaintenance(subject, now)) return void book.effects.notices.push(notice);
  book.held.push({ subject, notice });
  if (book.held.length > MAX_HELD) book.held.shift();
}

/** What was kept back while work was done. */
export function releaseHeld(book: AlertBook, { now }: Moment): void {
  if (book.held.length === 0) return;
  for (const entry of book.held.splice(0)) {
    if (book.isUnderMaintenance(entry.subject, now)) book.held.push(entry);
    else book.effects.notices.push(entry.notice);
  }
}

/** People are told, and remember it. */
export function announce(
  book: AlertBook,
  track: Track,
  kind: "opened" | "reminder",
  moment: Moment,
): void {
  const { alert } = track;
  if (alert === null) return;
  const { id } = alert.record;
  book.amend(id, { noticedAt: moment.now });
  const { remindEveryMs } = book.settings;
  alert.remindAtMs = remindEveryMs > 0 ? moment.nowMs + remindEveryMs : Infinity;
  tell(book, track, kind, viewOf(alert), moment);
  book.effects.steps.push({
    alertId: id,
    at: moment.now,
    kind: kind === "opened" ? "noticed" : "reminded",
    by: null,
    note: "",
  });
}

/** Tells again of what is still open and nobody has taken on; and of what was snoozed, when that is over. */
export function remind(book: AlertBook, moment: Moment): void {
  for (const track of book.byAlert.values()) {
    const { alert } = track;
    if (alert === null) continue;
    const { id, snoozedUntil, noticedAt, state, rootId } = alert.record;
    if (snoozedUntil !== null) {
      if (moment.now < snoozedUntil) continue;
      book.amend(id, { snoozedUntil: null });
      alert.remindAtMs = moment.nowMs;
    }
    const isSilent = noticedAt === null || state !== "open" || rootId !== null;
    if (isSilent || moment.nowMs < alert.remindAtMs) continue;
    if (!book.isUnderMaintenance(track.subject, moment.now)) {
      announce(book, track, "reminder", moment);
    }
  }
}

/** "Still here", for whoever watches the watcher. */
export function beat(book: AlertBook, { now }: Moment): void {
  book.effects.notices.push({
    id: `beat-${now}`,
    kind: "beat",
    at: now,
    alert: null,
    text: beatText(book.byAlert.size),
    channel: book.settings.beat?.channel ?? null,
  });
}
