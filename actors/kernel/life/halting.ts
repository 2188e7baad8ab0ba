import { Ask } from "../asking/ask.ts";
import { BUSY, type Cell, CLOSING, HAS_ORDER, RESTARTING, SCHEDULED, STOPPED } from "../cell.ts";
import { hasChildren } from "./children.ts";
import { callStopped, closeIncarnation } from "./incarnation.ts";
import { lifeOf } from "./life_notes.ts";
import { returnStash } from "../mailbox/stash.ts";
import type { StopDeadline } from "./stop_deadline.ts";
import { finish } from "./ending.ts";
import { endChildren, inTime, ownDeadline } from "./stopping.ts";
import { TimerEntry } from "../timers/timer_heap.ts";

/** An order to end an incarnation, but not the actor: its group is to be started again. */
export interface Halt {
  readonly cause: Error;
  readonly deadline: StopDeadline;
  /** Resolves when the incarnation has ended. */
  readonly done: Promise<void>;
  readonly settle: () => void;
  /** Fires when a turn in progress has been waited for long enough. */
  readonly patience: TimerEntry;
}

/**
 * Ends an actor's incarnation after the turn in hand, ahead of what is queued, which waits for the next one. Resolves
 * when it has ended, at the deadline at the latest.
 */
export function halt(cell: Cell, cause: Error, deadline: StopDeadline): Promise<void> {
  if (cell.context === undefined) return Promise.resolve();
  const { rare, flags } = cell;
  if (rare?.stopRequest !== undefined) return rare.stopRequest.done;
  const life = lifeOf(cell);
  if (life.halt !== undefined) return life.halt.done;
  const { promise: done, resolve: settle } = Promise.withResolvers<void>();
  const patience = new TimerEntry(() => void abandon(cell, cause));
  life.halt = { cause, deadline, done, settle, patience };
  // One that has crashed, or becomes passive, is ending already.
  if ((flags & CLOSING) !== 0) return done;
  cell.status = RESTARTING;
  cell.flags |= HAS_ORDER;
  const { runtime } = cell.profile;
  if ((flags & BUSY) !== 0) {
    runtime.timers.set(patience, hasChildren(cell) ? deadline.share().atMs : deadline.atMs);
  } else if ((flags & SCHEDULED) === 0) runtime.queue.push(cell);
  return done;
}

/** Carries the order out, between two turns. */
export function obeyHalt(cell: Cell): void {
  const order = cell.rare?.life?.halt;
  if (order === undefined) return;
  cell.status = RESTARTING;
  cell.flags |= BUSY;
  closeIncarnation(cell, "failed", order.cause);
  void endIncarnation(cell, order.cause.message, order.deadline);
}

/** The turn in hand was waited for long enough: its outcome will not count, and the hook is not called. */
async function abandon(cell: Cell, cause: Error): Promise<void> {
  cell.profile.runtime.announce(cell, "abandoned");
  const { rare } = cell;
  const origin = rare?.inHand?.origin;
  if (origin instanceof Ask) origin.fail("failed", cause);
  if (rare !== undefined) rare.inHand = undefined;
  cell.context = undefined;
  closeIncarnation(cell, "failed", cause);
  if (hasChildren(cell)) {
    const deadline = ownDeadline(cell);
    await endChildren(cell, cause.message, () => deadline);
  }
  leaveIncarnation(cell);
}

/** Ends what an incarnation has left to end: children, then its hook. `next` follows, unless the actor has ended. */
export async function endIncarnation(
  cell: Cell,
  reason: string,
  deadline: StopDeadline,
  next?: () => void,
): Promise<void> {
  if (hasChildren(cell)) await endChildren(cell, reason, () => deadline);
  const hook = callStopped(cell, reason);
  if (hook !== undefined && !(await inTime(cell, hook, deadline))) {
    cell.profile.runtime.announce(cell, "abandoned");
  }
  if (leaveIncarnation(cell)) next?.();
}

/** There is no incarnation any more. False when there will be none: the actor has ended, or ends now as ordered. */
export function leaveIncarnation(cell: Cell): boolean {
  if (cell.status === STOPPED) return false;
  cell.context = cell.state = undefined;
  cell.flags &= ~HAS_ORDER;
  const life = lifeOf(cell);
  life.ended++;
  returnStash(cell);
  const request = cell.rare?.stopRequest;
  if (request !== undefined) finish(cell, request.reason);
  settleHalt(cell);
  return request === undefined;
}

/** Lets whoever waits for the end of the incarnation go on. */
export function settleHalt(cell: Cell): void {
  const life = cell.rare?.life;
  if (life?.halt === undefined) return;
  cell.profile.runtime.timers.cancel(life.halt.patience);
  life.halt.settle();
  life.halt = undefined;
}
