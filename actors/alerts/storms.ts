import type { AlertSubject, AlertText } from "./alert.ts";
import type { AlertBook, Moment, Track } from "./book.ts";
import { openAlert } from "./lifecycle.ts";
import { manyText } from "./notice_texts.ts";

/** So many of a kind with the same trouble at once are one trouble. */
const GROUP_FROM = 10;
/** What comes within this time of the last one belongs to the same storm. */
const STORM_MS = 60_000;

/** Opens the alert that stands for others, or finds it open. */
export function openRoot(
  book: AlertBook,
  { rule, finding: { severity } }: Track,
  subject: AlertSubject,
  reason: AlertText,
  nextId: () => number,
  moment: Moment,
): Track | undefined {
  const finding = { reason, ...(severity === undefined ? {} : { severity }) };
  const root = book.trackOf(rule, subject, finding);
  if (root === undefined) return undefined;
  root.present = true;
  root.sinceMs = moment.nowMs;
  root.finding = finding;
  if (root.alert === null) openAlert(book, root, nextId, moment);
  // Those it stands for have waited already.
  if (root.alert !== null) root.alert.announceAtMs = moment.nowMs;
  return root;
}

/** Many of a kind with the same trouble at once have one alert that stands for all. */
export function gatherStorms(
  book: AlertBook,
  waiting: readonly Track[],
  due: ReadonlySet<Track>,
  nextId: () => number,
  moment: Moment,
): void {
  for (const [of, tracks] of Map.groupBy(waiting, stormOf)) {
    const [first] = tracks;
    if (first === undefined || !tracks.some((track) => due.has(track))) continue;
    const under = openStorm(book, of, moment);
    if (under) join(book, under, tracks, moment);
    else {
      const all = [...tracks, ...recent(book, of, moment)];
      if (all.length < GROUP_FROM) continue;
      const subject = {
        kind: "fleet",
        key: `${first.rule}/${first.subject.kind}/${moment.now}`,
        name: first.subject.kind,
      };
      const root = openRoot(book, first, subject, first.finding.reason, nextId, moment);
      if (!root) continue;
      root.gathering = { of, names: [], count: 0, openUntilMs: 0 };
      join(book, root, all, moment);
    }
  }
}

function join(book: AlertBook, root: Track, tracks: readonly Track[], { nowMs }: Moment): void {
  const { alert, gathering } = root;
  const [first] = tracks;
  if (alert === null || gathering === null || first === undefined) return;
  for (const { alert: below, subject: { name } } of tracks) {
    if (below === null) continue;
    book.amend(below.record.id, { rootId: alert.record.id });
    gathering.count++;
    if (gathering.names.length < GROUP_FROM) gathering.names.push(name);
  }
  gathering.openUntilMs = nowMs + STORM_MS;
  const reason = manyText(gathering.names, first.finding.reason, gathering.count);
  root.finding = { ...root.finding, reason };
  book.amend(alert.record.id, { reason });
}

function openStorm(book: AlertBook, of: string, { nowMs }: Moment): Track | undefined {
  for (const track of book.byAlert.values()) {
    if (track.gathering?.of === of && track.gathering.openUntilMs > nowMs) return track;
  }
  return undefined;
}

/** The first few of a storm, which people were told of one by one. */
function recent(book: AlertBook, of: string, { now }: Moment): readonly Track[] {
  return [...book.byAlert.values()].filter((track) => {
    const { noticedAt, state } = track.alert?.record ?? { noticedAt: null, state: "resolved" };
    return noticedAt !== null && state === "open" && now - noticedAt <= STORM_MS &&
      isRootless(track) && !isGathered(track) && stormOf(track) === of;
  });
}

function stormOf({ rule, subject }: Track): string {
  return `${rule}|${subject.kind}`;
}

/** Nothing is known that causes it. */
export function isRootless({ alert }: Track): boolean {
  return alert?.record.rootId === null;
}

/** Stands for others. */
export function isGathered({ subject: { kind } }: Pick<Track, "subject">): boolean {
  return kind === "fleet" || kind === "machine";
}
