import { Ask } from "./ask.ts";
import type { Cell } from "./cell.ts";
import { messageName } from "./errors.ts";
import { type Origin, OUTSIDE } from "./origin.ts";
import type { RingMailbox } from "./ring_mailbox.ts";
import type { AskFailure, TellStatus } from "./types.ts";

/** Capacities a `wait` mailbox holds before it refuses: room for what a source sends until it has stopped reading. */
const WAIT_LIMIT = 2;

/** What happens to a message when the mailbox is at its capacity. */
export function overflow(
  cell: Cell,
  mailbox: RingMailbox,
  message: unknown,
  origin: Origin | undefined,
): TellStatus {
  const { whenFull, capacity } = cell.profile;
  if (whenFull === "dropOldest") {
    const oldest = mailbox.message;
    const from = mailbox.origin;
    mailbox.shift();
    lose(cell, oldest, from, "dropped: oldest in a full mailbox");
  } else if (whenFull === "dropNewest") {
    lose(cell, message, origin, "dropped: mailbox full");
    return "dropped";
  } else if (whenFull === "fail" || mailbox.count >= capacity * WAIT_LIMIT) {
    lose(cell, message, origin, "mailbox full");
    return "full";
  }
  mailbox.push(message, origin);
  cell.wake();
  return whenFull === "wait" ? "wait" : "accepted";
}

/** Counts a message that is given up, keeps it as a dead letter, and settles it when it is an ask. */
export function lose(
  cell: Cell,
  message: unknown,
  origin: Origin | undefined,
  reason: string,
  failure: AskFailure = "refused",
): void {
  // Nobody misses an expired ask, a cancelled timer or an outcome for an ended incarnation.
  if (origin?.lapsed) return;
  cell.extras().dropped++;
  const { runtime } = cell.profile;
  runtime.deadLetters.add({
    at: runtime.clock.now(),
    to: cell.path,
    from: origin?.path ?? OUTSIDE,
    reason,
    message: messageName(message),
  });
  if (origin instanceof Ask) origin.fail(failure);
}

/** True when a source that waits may send again: half of the room keeps it from stopping after each message. */
export function roomAgain(cell: Cell): boolean {
  return (cell.mailbox?.count ?? 0) <= cell.profile.capacity / 2;
}
