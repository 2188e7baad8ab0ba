import type { AlertSettings } from "../../../actors/alerts/settings.ts";
import type { Alert } from "../../../protocols/api/alert.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Timeline, Trouble } from "../torments/timeline.ts";
import { hasBadCommand, isOfUnsavedKey, isTrueStill, wasRestarted } from "./command_causes.ts";
import { type About, explains, PROMISED, type Promised } from "./explanations.ts";
import type { Evidence } from "./evidence.ts";
import { RollCall } from "./roll_call.ts";
import { broken, type Violation } from "./violation.ts";

/** What the verdict on alerts needs besides. */
export interface AlertCourt {
  readonly timeline: Timeline;
  readonly rules: AlertSettings["rules"];
  /** For so long after its start a control host opens nothing. */
  readonly warmUpMs: number;
  /** When everything was well again, and when the lists were read. Epoch ms. */
  readonly healedAt: number;
  readonly readAt: number;
}

/**
 * A cause may be over and its alert is still opened: the member comes back after its own wait, up to half a minute,
 * and a control host that is killed meanwhile has to hear of it first.
 */
const TAIL_MS = 45_000;
/** What comes back must be gone for twice as long each time, up to this. */
const LONGEST_CLEAR_MS = 15 * 60_000;
/** The survey of alerts, and what a busy machine adds. */
const ROOM_MS = 10_000;

/** No alert without a cause, none missing, none twice, and each one resolved when its cause is over. */
export function judgeAlerts(evidence: Evidence, court: AlertCourt): readonly Violation[] {
  const roll = new RollCall(evidence.account);
  const { alerts, commands } = evidence.account;
  return [
    // One that stands for many is as true as those are.
    ...alerts.filter(isNotGathered).flatMap((alert) => judgeCause(alert, roll, commands, court)),
    ...alerts.filter(isNotGathered).flatMap((alert) => judgeEnd(alert, commands, court)),
    ...alerts.flatMap((alert) => judgeGathered(alert, alerts)),
    ...court.timeline.troubles.flatMap((trouble) => judgeTrouble(trouble, alerts, roll, court)),
  ];
}

function isNotGathered({ subject: { kind } }: Alert): boolean {
  return kind !== "fleet" && kind !== "machine";
}

/** Somebody is below it, and it is over with the last of them. */
function judgeGathered(alert: Alert, alerts: readonly Alert[]): readonly Violation[] {
  if (isNotGathered(alert)) return [];
  const below = alerts.filter(({ rootId }) => rootId === alert.id);
  if (below.length === 0) return [broken("no false alert", alert, "nobody is below it")];
  const isOver = below.every(({ state }) => state === "resolved");
  if (!isOver || alert.state === "resolved") return [];
  return [broken("an alert is resolved when its cause is over", alert)];
}

function judgeCause(
  alert: Alert,
  roll: RollCall,
  commands: readonly Command[],
  { timeline }: AlertCourt,
): readonly Violation[] {
  const { rule, subject, openedAt } = alert;
  if (rule === "commandFailed" || rule === "keyRotation") {
    const isTrue = hasBadCommand(alert, commands, timeline) || isOfUnsavedKey(alert, timeline);
    return isTrue ? [] : [broken("no false alert", alert)];
  }
  if (rule === "unhealthy" && wasRestarted(alert, commands, timeline)) return [];
  const about: About = { rule, kind: subject.kind, members: roll.membersOf(subject) };
  const causes = timeline.realTimes(openedAt).flatMap((at) =>
    timeline.around(at, tailAt(at, timeline))
  );
  if (causes.some((trouble) => explains(trouble, about))) return [];
  const wasLate = timeline.realTimes(openedAt).some((at) =>
    timeline.late.some((late) => Math.abs(late - at) < LATE_MS)
  );
  if (rule === "overload" && wasLate) return [];
  const near = timeline.realTimes(openedAt).map((at) => timeline.around(at, 4 * TAIL_MS));
  return [broken("no false alert", alert, "around it:", near)];
}

/** The machine was too busy for its rule's half a minute before. */
const LATE_MS = 60_000;

/** Longer when the control host was away meanwhile. */
function tailAt(moment: number, { lives }: Timeline): number {
  const life = lives.find(({ from, until }) => from <= moment && moment <= until);
  const youngMs = life === undefined ? 0 : Math.max(0, moment - life.from);
  return youngMs < TAIL_MS ? TAIL_MS + youngMs + ROOM_MS : TAIL_MS;
}

function judgeEnd(
  alert: Alert,
  commands: readonly Command[],
  court: AlertCourt,
): readonly Violation[] {
  if (alert.state === "resolved" || isTrueStill(alert, commands, court)) return [];
  const { rules, healedAt, readAt } = court;
  const { clearMs } = rules[alert.rule];
  const dueMs = Math.min(LONGEST_CLEAR_MS, Math.max(clearMs, 1_000) * 2 ** alert.flaps);
  const isLate = readAt - healedAt > dueMs + TAIL_MS + ROOM_MS;
  return isLate ? [broken("an alert is resolved when its cause is over", alert)] : [];
}

function judgeTrouble(
  trouble: Trouble,
  alerts: readonly Alert[],
  roll: RollCall,
  court: AlertCourt,
): readonly Violation[] {
  const { torment, members } = trouble;
  if (torment.kind !== "faults") return [];
  return PROMISED[torment.name].flatMap((promised) => {
    const mine = alerts.filter((alert) =>
      alert.rule === promised.rule && alert.subject.kind === promised.kind &&
      overlaps(alert, trouble, court.timeline)
    );
    const isDue = longestLookMs(trouble, court) >= dueMsOf(promised, court);
    return subjectsOf(promised, members).flatMap((member) => {
      const about = member === null
        ? mine
        : mine.filter(({ subject }) => roll.membersOf(subject).includes(member));
      if (isDue && about.length === 0) {
        return [broken("a trouble that lasts is told", torment, promised, member ?? "")];
      }
      const opened = about.filter((alert) => opensWithin(alert, trouble, court.timeline));
      return opened.length <= 1 ? [] : [broken("a trouble is one alert", torment, opened)];
    });
  });
}

/** Whom an alert is promised for: each member of the kind, or null for what stands for all. */
function subjectsOf({ kind }: Promised, members: readonly string[]): readonly (string | null)[] {
  if (kind === "wall") return [null];
  const prefix = kind === "syncHost" ? "sync:" : `${kind}:`;
  return members.filter((member) => member.startsWith(prefix));
}

function overlaps({ openedAt, resolvedAt }: Alert, { from, until }: Trouble, timeline: Timeline) {
  const opened = timeline.realTimes(openedAt);
  const resolved = resolvedAt === null ? [Infinity] : timeline.realTimes(resolvedAt);
  return opened.some((at) => at <= until + TAIL_MS) && resolved.some((at) => at >= from);
}

function opensWithin({ openedAt }: Alert, { from, until }: Trouble, timeline: Timeline): boolean {
  const opened = timeline.realTimes(openedAt);
  return opened.length > 0 && opened.every((at) => at >= from && at <= until);
}

function dueMsOf({ rule, noticedMs }: Promised, { rules }: AlertCourt): number {
  return noticedMs + rules[rule].afterMs + ROOM_MS;
}

/**
 * For how long one control host could look at a trouble undisturbed: up, warmed up, with its disk and its network. One
 * that was started meanwhile has lost what it had counted, so its look begins anew.
 */
export function longestLookMs(
  { from, until }: Trouble,
  { timeline: { lives, troubles }, warmUpMs, readAt }: AlertCourt,
): number {
  const disturbances = troubles.filter(({ torment: { kind } }) => DISTURBING.has(kind));
  const looks = lives.flatMap((life) => {
    const begin = Math.max(from, life.from + warmUpMs);
    const end = Math.min(until, life.until, readAt);
    return pieces([begin, end], disturbances);
  });
  return Math.max(0, ...looks.map(([begin, end]) => end - begin));
}

const DISTURBING: ReadonlySet<string> = new Set(["cut", "full-disk", "loss", "slow-store"]);
type Span = readonly [number, number];

function pieces(span: Span, holes: readonly Trouble[]): readonly Span[] {
  return holes.reduce<readonly Span[]>(
    (left, { from, until }) =>
      left.flatMap(([begin, end]): Span[] => {
        if (until + ROOM_MS <= begin || from >= end) return [[begin, end]];
        return [[begin, from], [until + ROOM_MS, end]];
      }),
    [span],
  );
}
