import { BUSY, type Cell, CLOSING, HAS_ORDER, PASSIVE } from "../cell.ts";
import { endIncarnation } from "./halting.ts";
import { closeIncarnation } from "./incarnation.ts";
import { depthOf } from "../mailbox/mailbox_lanes.ts";
import { start } from "./starting.ts";
import { inEndingTree } from "./ending.ts";
import { ownDeadline, saveLast } from "./stopping.ts";

/**
 * Ends the incarnation of an actor that nobody needs at present. Its mailbox, ref, registry entry and watchers stay, so
 * that there is no moment in which a message could be lost. False when it owes something: then it stays.
 */
export function passivate(cell: Cell): boolean {
  const { rare } = cell;
  const owes = (rare?.deferred?.size ?? 0) > 0 || (rare?.life?.pipes ?? 0) > 0 ||
    (rare?.life?.stash?.count ?? 0) > 0;
  if (owes) return false;
  cell.status = PASSIVE;
  cell.flags |= BUSY;
  closeIncarnation(cell, "stopped");
  void rest(cell);
  return true;
}

async function rest(cell: Cell): Promise<void> {
  const deadline = ownDeadline(cell);
  await saveLast(cell, deadline);
  await endIncarnation(cell, "passivated", deadline, () => {
    cell.profile.runtime.announce(cell, "passivated");
    // No turn will come but to wake it, so it need not be kept from having one.
    cell.flags = (cell.flags | CLOSING | HAS_ORDER) & ~BUSY;
    if (depthOf(cell) > 0) cell.wake();
  });
}

/** A message has come for a passive actor. True when it can be handled as soon as the start has brought a state. */
export function awaken(cell: Cell): boolean {
  const { runtime } = cell.profile;
  if (depthOf(cell) === 0 || (cell.parent !== undefined && inEndingTree(cell.parent))) return false;
  runtime.message = runtime.origin = undefined;
  start(cell);
  return true;
}
