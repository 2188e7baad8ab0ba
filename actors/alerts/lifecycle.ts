import type { AlertBook, Moment, Track } from "./book.ts";
import { goAway, viewOf } from "./book.ts";
import { conditionId } from "./finding.ts";
import { RULES } from "./rules/table.ts";
import type { AlertRecord, AlertStep, AlertStepKind } from "./store.ts";
import { tell } from "./telling.ts";

/** Others of the same cause come within this time; people wait so much longer. */
export const GATHER_MS = 5_000;
/** What stays behind when its cause is gone may only be slow to come back. */
const ORPHAN_MS = 30_000;
/** A trouble that is back within this time is the same one. */
const FLAP_WINDOW_MS = 600_000;
/** Each time it comes back, it must be gone for twice as long to be over; a quarter of an hour at most. */
const LONGEST_CLEAR_MS = 900_000;
/** Below this, doubling would begin with nothing. */
const SHORTEST_FLAP_CLEAR_MS = 5_000;

/** Opens what has lasted long enough. */
export function openDue(book: AlertBook, nextId: () => number, moment: Moment): void {
  for (const track of book.tracks.values()) {
    const isDue = track.alert === null && book.dueOf(track) <= moment.nowMs;
    if (isDue) openAlert(book, track, nextId, moment);
  }
}

/** Opens the alert of a condition; the one it had a moment ago, if it had one. */
export function openAlert(
  book: AlertBook,
  track: Track,
  nextId: () => number,
  moment: Moment,
): void {
  const { nowMs, now } = moment;
  const recent = track.last !== null && nowMs - track.last.atMs <= FLAP_WINDOW_MS;
  const before = recent ? track.last?.record : undefined;
  const record = recordOf(book, track, before, nextId, now);
  track.alert = { record, below: 0, announceAtMs: nowMs + GATHER_MS, remindAtMs: Infinity };
  track.last = null;
  book.byAlert.set(record.id, track);
  book.effects.changed.add(track);
  note(book, record.id, before ? "reopened" : "opened", now);
}

function recordOf(
  book: AlertBook,
  { rule, subject, finding: { reason, severity, about = "" } }: Track,
  before: AlertRecord | undefined,
  nextId: () => number,
  now: number,
): AlertRecord {
  return {
    id: before?.id ?? nextId(),
    rule,
    severity: severity ?? book.settingsOf(rule).severity,
    subject,
    state: "open",
    openedAt: before?.openedAt ?? now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    reason,
    rootId: null,
    snoozedUntil: before?.snoozedUntil ?? null,
    flaps: before === undefined ? 0 : before.flaps + 1,
    about,
    noticedAt: null,
  };
}

/** Resolves what has been well for long enough, and what no rule looks after any more; forgets what is over. */
export function resolveDue(book: AlertBook, moment: Moment): void {
  for (const track of book.tracks.values()) {
    if (track.alert === null) {
      if (!track.present && !mayComeBack(track, moment.nowMs)) book.tracks.delete(track.id);
    } else if (!book.settingsOf(track.rule).enabled) {
      resolve(book, track, "the rule is off", moment);
    } else if (!track.present) {
      // Nobody has had the time to be heard before the warm-up was over.
      const wellSinceMs = Math.max(track.sinceMs, book.warmUpUntilMs);
      if (moment.nowMs - wellSinceMs >= clearMsOf(book, track)) resolve(book, track, "", moment);
    }
  }
}

function mayComeBack({ last }: Track, nowMs: number): boolean {
  return last !== null && nowMs - last.atMs <= FLAP_WINDOW_MS;
}

function clearMsOf(book: AlertBook, { rule, alert }: Track): number {
  const { clearMs } = book.settingsOf(rule);
  const flaps = alert?.record.flaps ?? 0;
  if (flaps === 0) return clearMs;
  const doubled = Math.max(clearMs, SHORTEST_FLAP_CLEAR_MS) * 2 ** Math.min(flaps, 16);
  return Math.max(clearMs, Math.min(doubled, LONGEST_CLEAR_MS));
}

/** An alert is over. Those who were told that it was open are told. */
export function resolve(book: AlertBook, track: Track, why: string, moment: Moment): void {
  const { alert } = track;
  if (alert === null) return;
  const record = {
    ...alert.record,
    state: "resolved",
    resolvedAt: moment.now,
    rootId: alert.record.rootId,
  } as const;
  note(book, record.id, "resolved", moment.now, null, why);
  const isWorse = track.rule === "stale" && isOffline(book, track);
  if (record.noticedAt !== null && !isWorse) {
    tell(book, track, "resolved", viewOf({ record, below: 0 }), moment);
  }
  track.alert = null;
  track.present = false;
  track.last = { record, atMs: moment.nowMs };
  book.byAlert.delete(record.id);
  book.effects.changed.delete(track);
  book.effects.closed.push(record);
}

function isOffline({ tracks }: AlertBook, { subject: { kind, key } }: Track): boolean {
  return tracks.get(conditionId("offline", kind, key))?.present === true;
}

/** What happened long ago, and nobody took back. */
export function expire(book: AlertBook, { nowMs }: Moment): void {
  for (const track of book.tracks.values()) if (track.expiresAtMs <= nowMs) goAway(track, nowMs);
}

/** Alerts whose cause is gone are causes of their own, if they stay. */
export function releaseOrphans(book: AlertBook, { nowMs }: Moment): void {
  for (const track of book.byAlert.values()) {
    const { alert } = track;
    if (alert === null || alert.record.rootId === null) continue;
    if (book.byAlert.has(alert.record.rootId)) continue;
    book.amend(alert.record.id, { rootId: null });
    alert.announceAtMs = nowMs + ORPHAN_MS;
  }
}

/** A member is no more: nothing is wrong with it any longer. */
export function forgetSubject(
  book: AlertBook,
  subject: { readonly kind: string; readonly key: string },
  moment: Moment,
): void {
  const gone = subject.kind === "node" ? book.members.containersOf(subject.key) : [];
  for (const each of [subject, ...gone.map((member) => member.subject)]) {
    for (const rule of Object.keys(RULES) as (keyof typeof RULES)[]) {
      const track = book.tracks.get(conditionId(rule, each.kind, each.key));
      if (track === undefined) continue;
      track.present = false;
      resolve(book, track, "removed", moment);
    }
    book.members.delete(each);
  }
}

/** Writes down what happened to an alert. */
export function note(
  book: AlertBook,
  alertId: number,
  kind: AlertStepKind,
  at: number,
  by: AlertStep["by"] = null,
  text = "",
): void {
  book.effects.steps.push({ alertId, at, kind, by, note: text });
}
