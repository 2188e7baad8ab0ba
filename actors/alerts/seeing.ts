import type { Group } from "../presets/messages.ts";
import type { AlertBook, Moment } from "./book.ts";
import { conditionId } from "./finding.ts";
import { forgetSubject } from "./lifecycle.ts";
import { placeOf } from "./members.ts";
import type { Judged } from "./messages.ts";
import { judgePresence } from "./rules/offline.ts";

/** Takes in a look at something. */
export function see(book: AlertBook, { verdicts, member }: Judged, moment: Moment): void {
  if (member !== undefined) {
    const before = book.members.get(member.subject)?.liveness;
    book.members.set(member);
    const { subject: { kind, key }, liveness } = member;
    if (kind === "node" && before !== liveness) takeAlong(book, key, moment);
  }
  for (const verdict of verdicts) {
    const known = verdict.finding && book.members.get(verdict.subject);
    // Some who tell of a member do not know what it is called.
    book.take(known ? { ...verdict, subject: known.subject } : verdict, moment);
  }
}

/** What happens to a host happens to its containers, which say nothing of it themselves. */
function takeAlong(book: AlertBook, serverId: string, moment: Moment): void {
  const host = book.members.get({ kind: "node", key: serverId });
  if (host === undefined || !book.settings.rules.offline.enabled) return;
  const causes = [conditionId("offline", "node", serverId)];
  for (const container of book.members.containersOf(serverId)) {
    book.members.set({ ...container, liveness: host.liveness });
    for (const verdict of judgePresence(container.subject, host.liveness, causes)) {
      book.take(verdict, moment);
    }
  }
}

/** Takes in a look at everybody of a kind: those who are not among them are no more. */
export function seeAll(
  book: AlertBook,
  kind: string,
  seen: readonly Judged[],
  moment: Moment,
): void {
  for (const each of seen) see(book, each, moment);
  // Some lists are not whole before the fleet has found us again.
  if (moment.nowMs < book.warmUpUntilMs) return;
  const there = new Set(seen.flatMap(({ member }) => member ? placeOf(member.subject) : []));
  const subjects = [
    ...[...book.members.ofKind(kind)].map(({ subject }) => subject),
    ...[...book.tracks.values()].map(({ subject }) => subject).filter((each) => each.kind === kind),
  ];
  for (const subject of subjects) {
    if (!there.has(placeOf(subject))) forgetSubject(book, subject, moment);
  }
}

/** Takes in which displays belong to a group. */
export function seeGroups({ groups }: AlertBook, seen: readonly Group[]): void {
  for (const { id, name, displayIds } of seen) {
    groups.set(id, { name, displays: new Set(displayIds.map(String)) });
  }
}
