import { type Cell, HAS_URGENT } from "../cell.ts";
import type { Origin } from "../origin.ts";
import { RingMailbox } from "./ring_mailbox.ts";

/** Urgent messages in a row, after which an ordinary one has its turn: urgent work waits for one in nine at most. */
const MAX_STREAK = 8;

/** Messages that wait for an actor, in both lanes. */
export function depthOf(cell: Cell): number {
  return (cell.mailbox?.count ?? 0) + (cell.rare?.urgentLane?.count ?? 0);
}

/** The lane that a message belongs to, made when first needed. */
export function laneFor(cell: Cell, message: unknown): RingMailbox {
  return isUrgent(cell, message) ? urgentLane(cell) : cell.mailbox ??= new RingMailbox();
}

/**
 * The lane whose message comes next, of an actor that may have urgent ones. An ordinary message gets its turn after
 * eight urgent ones in a row.
 */
export function nextLane(cell: Cell): RingMailbox | undefined {
  const { rare, mailbox } = cell;
  if ((cell.flags & HAS_URGENT) === 0 || rare === undefined) return mailbox;
  const urgent = rare.urgentLane;
  if (urgent === undefined || urgent.count === 0) {
    cell.flags &= ~HAS_URGENT;
    rare.urgentStreak = 0;
    return mailbox;
  }
  const overdue = rare.urgentStreak >= MAX_STREAK && mailbox !== undefined && mailbox.count > 0;
  return overdue ? mailbox : urgent;
}

/** Notes that a message leaves its lane; called before it does. */
export function noteTaken(cell: Cell, lane: RingMailbox): void {
  const { rare, mailbox } = cell;
  if (rare === undefined) return;
  const others = lane === rare.urgentLane && mailbox !== undefined && mailbox.count > 0;
  rare.urgentStreak = others ? rare.urgentStreak + 1 : 0;
}

/** Empties both lanes, the urgent one first. */
export function takeAll(
  cell: Cell,
  each: (message: unknown, origin: Origin | undefined) => void,
): void {
  const { mailbox, rare } = cell;
  const urgent = rare?.urgentLane;
  cell.mailbox = undefined;
  if (rare !== undefined) rare.urgentLane = undefined;
  if (urgent !== undefined) empty(urgent, each);
  if (mailbox !== undefined) empty(mailbox, each);
}

function empty(
  lane: RingMailbox,
  each: (message: unknown, origin: Origin | undefined) => void,
): void {
  for (; lane.count > 0; lane.shift()) each(lane.message, lane.origin);
}

/** The lane of which a full `dropOldest` mailbox gives up the oldest message: ordinary ones go first. */
export function lessUrgentLane(cell: Cell): RingMailbox | undefined {
  const { mailbox } = cell;
  return mailbox !== undefined && mailbox.count > 0 ? mailbox : cell.rare?.urgentLane;
}

function urgentLane(cell: Cell): RingMailbox {
  cell.flags |= HAS_URGENT;
  return cell.extras().urgentLane ??= new RingMailbox();
}

function isUrgent(cell: Cell, message: unknown): boolean {
  const { definition } = cell.profile;
  try {
    return definition.urgentMessage?.(message) === true;
  } catch (cause) {
    // The sender must not suffer for it.
    cell.post({ type: "fault", cause });
    return false;
  }
}
