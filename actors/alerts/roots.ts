import type { AlertText } from "./alert.ts";
import type { AlertBook, Moment, Track } from "./book.ts";
import { conditionId } from "./finding.ts";
import { manyText } from "./notice_texts.ts";
import { gatherStorms, isGathered, isRootless, openRoot } from "./storms.ts";
import { announce } from "./telling.ts";

/** How long people wait for the news while the cause itself is in doubt. */
const HOLD_MS = 60_000;

const MANY_OFFLINE: AlertText = { en: "offline:", ko: "오프라인:" };

/** Hangs alerts under the alerts that cause them, as rules name them and as members share a machine. */
export function adopt(book: AlertBook): void {
  for (const track of book.byAlert.values()) {
    if (track.alert === null || track.alert.record.rootId !== null) continue;
    const root = causesOf(book, track).map((id) => book.tracks.get(id)?.alert)
      .find((alert) => alert !== undefined && alert !== null);
    if (root && root !== track.alert) book.amend(track.alert.record.id, { rootId: root.record.id });
  }
}

function causesOf(book: AlertBook, { rule, subject, finding: { causes = [] } }: Track) {
  if (rule !== "offline" || subject.kind === "machine") return causes;
  const address = book.members.get(subject)?.address;
  return address ? [...causes, conditionId("offline", "machine", address)] : causes;
}

/** Tells of what nobody was told of yet, one notice for each cause. */
export function announceDue(book: AlertBook, nextId: () => number, moment: Moment): void {
  const waiting = [...book.byAlert.values()].filter((track) => isWaiting(book, track, moment));
  const due = waiting.filter((track) => isDue(book, track, moment));
  if (due.length === 0) return;
  for (const track of due) gatherMachine(book, track, nextId, moment);
  adopt(book);
  gatherStorms(book, waiting.filter(isRootless), new Set(due), nextId, moment);
  countBelow(book);
  for (const track of [...book.byAlert.values()]) {
    const isNew = track.alert?.announceAtMs === moment.nowMs && isGathered(track);
    if (
      (due.includes(track) || isNew) && isRootless(track) && track.alert?.record.noticedAt === null
    ) {
      announce(book, track, "opened", moment);
    }
  }
}

function isWaiting(book: AlertBook, { alert, subject }: Track, { now }: Moment): boolean {
  if (alert === null) return false;
  const { rootId, noticedAt, snoozedUntil } = alert.record;
  if (rootId !== null || noticedAt !== null || snoozedUntil !== null) return false;
  return !book.isUnderMaintenance(subject, now);
}

function isDue(book: AlertBook, track: Track, { nowMs }: Moment): boolean {
  const { announceAtMs } = track.alert ?? { announceAtMs: Infinity };
  if (nowMs < announceAtMs) return false;
  return nowMs >= announceAtMs + HOLD_MS || !isInDoubt(book, track);
}

/** Its cause may be on its way: something that explains it is wrong and not an alert yet, or a neighbour is silent. */
function isInDoubt(book: AlertBook, track: Track): boolean {
  const { causes = [] } = track.finding;
  const causeComes = causes.some((id) => {
    const cause = book.tracks.get(id);
    return cause?.present === true && cause.alert === null;
  });
  return causeComes || neighbours(book, track).some(({ liveness }) => liveness === "stale");
}

function neighbours(book: AlertBook, { rule, subject }: Track) {
  if (rule !== "offline") return [];
  return book.members.onMachine(book.members.get(subject)?.address ?? null);
}

/** Everybody at an address is gone: the machine is. */
function gatherMachine(
  book: AlertBook,
  track: Track,
  nextId: () => number,
  moment: Moment,
): void {
  const there = neighbours(book, track);
  const address = book.members.get(track.subject)?.address;
  if (there.length === 0 || !address || !isMachineSilent(book, address)) return;
  const names = there.map(({ subject }) => subject.name);
  const reason = manyText(names, MANY_OFFLINE, names.length);
  openRoot(book, track, { kind: "machine", key: address, name: address }, reason, nextId, moment);
}

/** True while nobody who stands there is heard. */
function isMachineSilent(book: AlertBook, address: string): boolean {
  const there = book.members.onMachine(address);
  return there.length > 0 &&
    there.every(({ subject: { kind, key } }) =>
      book.tracks.get(conditionId("offline", kind, key))?.present === true
    );
}

/** Counts what hangs below each alert. */
export function countBelow(book: AlertBook): void {
  const counts = new Map<number, number>();
  for (const { alert } of book.byAlert.values()) {
    const rootId = alert?.record.rootId ?? null;
    if (rootId !== null) counts.set(rootId, (counts.get(rootId) ?? 0) + 1);
  }
  for (const track of book.byAlert.values()) {
    const { alert } = track;
    const below = counts.get(alert?.record.id ?? -1) ?? 0;
    if (alert === null || alert.below === below) continue;
    alert.below = below;
    book.effects.changed.add(track);
  }
}

/** What stands for others is over with the last of them; a machine, when somebody on it is heard. */
export function judgeGathered(book: AlertBook, { nowMs }: Moment): readonly Track[] {
  const over: Track[] = [];
  for (const track of book.byAlert.values()) {
    if (track.alert === null || !isGathered(track)) continue;
    if (track.alert.below === 0) over.push(track);
    else if (track.subject.kind === "machine") {
      const silent = isMachineSilent(book, track.subject.key);
      if (silent !== track.present) {
        track.present = silent;
        track.sinceMs = nowMs;
      }
    } else track.present = true;
  }
  return over;
}
