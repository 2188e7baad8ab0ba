import { Ask } from "../asking/ask.ts";
import type { Cell } from "../cell.ts";
import { messageName } from "../errors.ts";
import { depthOf, laneFor, lessUrgentLane } from "./mailbox_lanes.ts";
import { type Origin, OUTSIDE } from "../origin.ts";
import type { TellStatus } from "../types.ts";

/** Capacities a `wait` mailbox holds before it refuses: room for what a source sends until it has stopped reading. */
const WAIT_LIMIT = 2;

/** What became of a message that is not handled; its ask settles as `stopped` in the last case, else as `refused`. */
export type Fate = "dropped" | "refused" | "dead";

/** Queues a message that may be urgent, or may find no room. */
export function deliverCrowded(
  cell: Cell,
  message: unknown,
  origin: Origin | undefined,
): TellStatus {
  const lane = laneFor(cell, message);
  const status = depthOf(cell) >= cell.profile.capacity
    ? makeRoom(cell, message, origin)
    : "accepted";
  if (status === "dropped" || status === "full") return status;
  lane.push(message, origin);
  cell.wake();
  return status;
}

/** What happens to a message when the mailbox is at its capacity. */
function makeRoom(cell: Cell, message: unknown, origin: Origin | undefined): TellStatus {
  const { whenFull, capacity } = cell.profile;
  if (whenFull === "dropOldest") {
    dropOldest(cell);
    return "accepted";
  }
  if (whenFull === "dropNewest") {
    lose(cell, message, origin, "dropped: mailbox full", "dropped");
    return "dropped";
  }
  if (whenFull === "wait" && depthOf(cell) < capacity * WAIT_LIMIT) return "wait";
  lose(cell, message, origin, "mailbox full", "refused");
  return "full";
}

function dropOldest(cell: Cell): void {
  const lane = lessUrgentLane(cell);
  if (lane === undefined) return;
  const { message, origin } = lane;
  lane.shift();
  lose(cell, message, origin, "dropped: oldest in a full mailbox", "dropped");
}

/** Counts a message that is given up, keeps it as a dead letter, and settles it when it is an ask. */
export function lose(
  cell: Cell,
  message: unknown,
  origin: Origin | undefined,
  reason: string,
  fate: Fate,
): void {
  const { runtime, counters } = cell.profile;
  // Nobody misses an expired ask, a cancelled timer or an outcome for an ended incarnation.
  if (origin?.lapsed) return void counters.expired++;
  counters[fate]++;
  cell.extras().dropped++;
  runtime.deadLetters.add({
    at: runtime.clock.now(),
    to: cell.path,
    from: origin?.path ?? OUTSIDE,
    reason,
    message: messageName(message),
  });
  if (origin instanceof Ask) origin.fail(fate === "dead" ? "stopped" : "refused");
}

/** True when a source that waits may send again: half of the room keeps it from stopping after each message. */
export function roomAgain(cell: Cell): boolean {
  return depthOf(cell) <= cell.profile.capacity / 2;
}
