import type { NodeReading } from "../../protocols/mserver/events.ts";
import type { NodeHostContext, NodeHostState } from "./node_host_state.ts";
import { noteNode } from "./noting.ts";

/** A client whose clock is ahead of what it was, or behind, by more than this has been set. */
const CLOCK_SLACK_MS = 2_000;

/**
 * Counts a reading. True: the newest; false: an older one; undefined: one that we had already. The number says which is
 * newer, and without one the order in which they come: a clock may be set back by hours, and would hold the host's
 * figures where they were for as long.
 */
export function countReading(
  state: NodeHostState,
  { sequence, at }: NodeReading,
  ctx: NodeHostContext,
): boolean | undefined {
  const verdict = sequence === null ? "next" : state.seat.sequence.note(sequence, at);
  if (verdict === "repeat") return undefined;
  if (verdict === "restart") {
    noteNode(state.seat, ctx, "processRestarted", null, "The client's process has begun anew.");
    state.newestReadingAt = 0;
  }
  if (verdict === "late") return false;
  if (at < state.newestReadingAt - CLOCK_SLACK_MS) state.clockOffsetMs = null;
  state.newestReadingAt = at;
  return true;
}

/** When it was read, by our clock. Queued readings are older than their arrival. */
export function momentOf(state: NodeHostState, at: number, now: number): number {
  const offset = state.clockOffsetMs;
  if (offset === null || at - offset > now + CLOCK_SLACK_MS) {
    state.clockOffsetMs = at - now;
    return now;
  }
  return Math.min(now, at - offset);
}
