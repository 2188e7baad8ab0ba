import { BUSY, type Cell, CLOSING, SCHEDULED, STOPPED, STOPPING } from "../cell.ts";
import { removeChild } from "./children.ts";
import { settleHalt } from "./halting.ts";
import { takeAll } from "../mailbox/mailbox_lanes.ts";
import { lose } from "../mailbox/overflow.ts";
import { returnStash } from "../mailbox/stash.ts";
import { tellOfEnd } from "./watching.ts";

/** True when an actor, or one above it, is ending: then nothing may start below it. */
export function inEndingTree(cell: Cell): boolean {
  for (let at = cell;; at = at.parent) {
    if (at.status >= STOPPING) return true;
    // The root has no incarnation that could end.
    if (at.parent === undefined) return false;
    if ((at.flags & CLOSING) !== 0) return true;
  }
}

/** Takes an actor out of the system, and tells everybody who has to know. */
export function finish(cell: Cell, reason: string): void {
  if (cell.status === STOPPED) return;
  const { runtime } = cell.profile;
  const request = cell.rare?.stopRequest;
  cell.status = STOPPED;
  cell.profile.counters.living--;
  cell.flags = BUSY | CLOSING | (cell.flags & SCHEDULED);
  cell.context = cell.state = undefined;
  cell.args = reason;
  returnStash(cell);
  discardMailbox(cell, "stopped", "dead");
  releaseWriters(cell);
  runtime.registry.remove(cell);
  if (cell.parent !== undefined) removeChild(cell.parent, cell);
  tellOfStop(cell, reason);
  runtime.announce(cell, "stopped");
  if (cell.rare !== undefined) leaveNothing(cell);
  if (request === undefined) return;
  runtime.timers.cancel(request.patience);
  request.deadline.tally.stopped++;
  request.settle();
}

/** Nobody waits for its next start any more. */
function leaveNothing(cell: Cell): void {
  const { restartTimer } = cell.extras();
  if (restartTimer !== undefined) cell.profile.runtime.timers.cancel(restartTimer);
  settleHalt(cell);
}

function tellOfStop(cell: Cell, reason: string): void {
  if (cell.parent?.profile.definition.signal !== undefined) {
    cell.parent.post({ type: "signal", signal: { type: "childStopped", child: cell, reason } });
  }
  tellOfEnd(cell, reason);
}

/** Gives up all that is queued. */
export function discardMailbox(
  cell: Cell,
  reason: string,
  fate: "dead" | "refused",
): void {
  takeAll(cell, (message, origin) => lose(cell, message, origin, reason, fate));
}

/** Lets everybody go on who waits for room. */
export function releaseWriters(cell: Cell): void {
  const { rare } = cell;
  for (const go of rare?.writers ?? []) go();
  if (rare !== undefined) rare.writers = undefined;
}
