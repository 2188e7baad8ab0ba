import type { ReadyKind } from "./findings.ts";
import type { KindFindings } from "./looking.ts";
import { type Blocker, type KindCount, MAX_BLOCKERS, type ReadyState } from "./messages.ts";

/** A verdict but for its times. */
export interface Judgement {
  readonly state: ReadyState;
  readonly blockers: readonly Blocker[];
  readonly more: number;
  readonly counts: Readonly<Record<ReadyKind, KindCount>>;
}

/** What keeps us from a verdict. */
export interface Doubts {
  /** The fleet has not had the time to find us again. */
  readonly warmingUp: boolean;
  /** A directory has not answered. */
  readonly unanswered: boolean;
}

/** Puts together what counts; what blocks comes first, and within it what has lasted longest. */
export function judgeFleet(
  kinds: Readonly<Record<ReadyKind, KindFindings>>,
  blockers: readonly Blocker[],
  { warmingUp, unanswered }: Doubts,
): Judgement {
  const sorted = [...blockers].sort(byUrgency);
  const counts = {
    display: countOf("display", kinds, blockers),
    wall: countOf("wall", kinds, blockers),
    camera: countOf("camera", kinds, blockers),
    node: countOf("node", kinds, blockers),
  };
  const isBlocked = blockers.some(({ weight }) => weight === "blocks");
  const nobody = Object.values(counts).every(({ total, ignored }) => total === ignored);
  const unknown = warmingUp || unanswered || (nobody && !isBlocked);
  return {
    state: unknown ? "unknown" : isBlocked ? "not_ready" : "ready",
    blockers: sorted.slice(0, MAX_BLOCKERS),
    more: Math.max(0, sorted.length - MAX_BLOCKERS),
    counts,
  };
}

function byUrgency(one: Blocker, other: Blocker): number {
  if (one.weight !== other.weight) return one.weight === "blocks" ? -1 : 1;
  return one.since - other.since || one.kind.localeCompare(other.kind) ||
    one.name.localeCompare(other.name);
}

function countOf(
  kind: ReadyKind,
  kinds: Readonly<Record<ReadyKind, KindFindings>>,
  blockers: readonly Blocker[],
): KindCount {
  const { total, ignored } = kinds[kind];
  const mine = blockers.filter((blocker) => blocker.kind === kind);
  const members = mine.filter(({ key }) => key !== "").length;
  const blocking = mine.filter(({ weight }) => weight === "blocks").length;
  const ready = Math.max(0, total - ignored - members);
  return { total, ready, blocking, warning: mine.length - blocking, ignored };
}

/** True when people would see no difference. */
export function sameJudgement(one: Judgement, other: Judgement): boolean {
  return JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other));
}

function partsOf({ state, blockers, more, counts }: Judgement) {
  return [state, blockers, more, counts];
}
