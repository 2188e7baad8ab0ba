import type { Command } from "../../protocols/api/command.ts";

/** States that nothing follows after. */
export const OVER: ReadonlySet<Command["state"]> = new Set([
  "completed",
  "failed",
  "timed_out",
  "cancelled",
  "unknown",
]);

/** The order in which a command goes through the states before it is over. */
const ORDER: readonly Command["state"][] = ["queued", "sent", "acknowledged", "running"];

/**
 * Of two readings of one command the later: the answer to a request and the event of what came of it overtake each
 * other. Several steps may fall within a millisecond; then the state tells.
 */
export function newerRow(known: Command | undefined, read: Command): Command {
  if (known === undefined || known.updatedAt < read.updatedAt) return read;
  if (known.updatedAt > read.updatedAt) return known;
  return stepOf(known) > stepOf(read) ? known : read;
}

function stepOf({ state }: Command): number {
  return OVER.has(state) ? ORDER.length : ORDER.indexOf(state);
}
