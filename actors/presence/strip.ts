import type { MemberRecord, Presence, PresenceStep } from "./store.ts";

/** A time in which nothing changed: from `at` to the next one. */
export interface StripSegment {
  /** Epoch ms. */
  readonly at: number;
  readonly state: Presence;
  readonly health: string | null;
}

/** From when to when, in epoch ms. */
export interface StripRange {
  readonly from: number;
  readonly to: number;
}

/** The most pieces of one strip: at 24 h a quarter of an hour each, and as narrow as a page can draw. */
export const MAX_SEGMENTS = 96;

/** Which of two states in one piece is shown: what people must not miss. */
const STATE_RANK: Readonly<Record<Presence, number>> = {
  offline: 4,
  stale: 3,
  unknown: 2,
  never_seen: 1,
  online: 0,
};
const HEALTH_RANK: ReadonlyMap<string | null, number> = new Map([
  ["error", 2],
  ["stopped", 1],
  ["degraded", 1],
  ["stalled", 1],
]);

/** True when a member is now what it was all the time: nothing needs to be read for its strip. */
export function isSteady({ livenessSince, healthSince }: MemberRecord, from: number): boolean {
  return livenessSince <= from && healthSince <= from;
}

/**
 * A member's strip, from what it is now and what changed within the range. Where it changed more often than can be
 * shown, each piece of time is as bad as its worst moment.
 *
 * @param notes newest first
 * @param complete false: there are older ones in the range, so that nothing is known before the oldest given
 */
export function stripOf(
  member: MemberRecord,
  notes: readonly PresenceStep[],
  { from, to }: StripRange,
  complete: boolean,
): readonly StripSegment[] {
  const oldest = notes.at(-1)?.at ?? from;
  const begin = complete ? from : Math.max(from, oldest);
  const states = timeline(notes, "liveness", {
    to: member.liveness,
    since: member.livenessSince,
  });
  const healths = timeline(notes, "health", { to: member.health, since: member.healthSince });
  const moments = [...new Set([begin, ...[...states, ...healths].map(({ at }) => at)])]
    .filter((at) => at >= begin && at < to).sort((one, other) => one - other);
  const [stateAt, healthAt] = [readerOf(states), readerOf(healths)];
  const segments: StripSegment[] = [];
  for (const at of moments) {
    const state = stateAt(at);
    const health = healthAt(at);
    // Only words of ours are written as a liveness.
    if (state !== null) segments.push({ at, state: state as Presence, health });
  }
  const merged = mergeEqual(segments);
  return merged.length <= MAX_SEGMENTS ? merged : thinOut(merged, { from: begin, to });
}

/** From `at` on it was `to`. */
interface Step {
  readonly at: number;
  readonly to: string | null;
}

/** Oldest first; the first step holds since ever. */
function timeline(
  notes: readonly PresenceStep[],
  about: PresenceStep["about"],
  now: { readonly to: string | null; readonly since: number },
): readonly Step[] {
  const own = notes.filter((note) => note.about === about).reverse();
  const [first] = own;
  const steps: Step[] = own.map(({ at, to }) => ({ at, to }));
  // What is not on the disk yet, or is older than the range.
  const last = own.at(-1);
  if (last === undefined || now.since > last.at) steps.push({ at: now.since, to: now.to });
  return first === undefined ? steps : [{ at: -Infinity, to: first.from }, ...steps];
}

/** What held at a moment; to be asked for moments in their order. */
function readerOf(steps: readonly Step[]): (at: number) => string | null {
  let next = 0;
  let value: string | null = null;
  return (at) => {
    for (let step = steps[next]; step && step.at <= at; step = steps[++next]) value = step.to;
    return value;
  };
}

function mergeEqual(segments: readonly StripSegment[]): readonly StripSegment[] {
  return segments.filter((segment, index) => {
    const before = segments[index - 1];
    return before?.state !== segment.state || before.health !== segment.health;
  });
}

function thinOut(
  segments: readonly StripSegment[],
  { from, to }: StripRange,
): readonly StripSegment[] {
  const pieceMs = (to - from) / MAX_SEGMENTS;
  const worst: StripSegment[] = [];
  for (const [index, segment] of segments.entries()) {
    const until = segments[index + 1]?.at ?? to;
    const first = Math.floor((segment.at - from) / pieceMs);
    const last = Math.min(MAX_SEGMENTS - 1, Math.ceil((until - from) / pieceMs) - 1);
    for (let piece = first; piece <= last; piece++) {
      const at = Math.round(from + piece * pieceMs);
      const shown = worst[piece];
      if (!shown || badness(segment) > badness(shown)) worst[piece] = { ...segment, at };
    }
  }
  return mergeEqual(worst.filter((segment) => segment !== undefined));
}

function badness({ state, health }: StripSegment): number {
  return STATE_RANK[state] * 3 + (HEALTH_RANK.get(health) ?? 0);
}
