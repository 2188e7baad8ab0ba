import { Ask } from "../asking/ask.ts";
import {
  BUSY,
  type Cell,
  CLOSING,
  HAS_ORDER,
  RUNNING,
  SCHEDULED,
  STOPPED,
  STOPPING,
} from "../cell.ts";
import { childrenOf, hasChildren } from "./children.ts";
import { finish } from "./ending.ts";
import { callStopped, closeIncarnation } from "./incarnation.ts";
import { DEFAULT_STOP_MS, StopDeadline, type StopRequest } from "./stop_deadline.ts";
import { TimerEntry } from "../timers/timer_heap.ts";
import { isGroup } from "../supervision/supervising.ts";

/** The stop of an actor that has ended. */
const ENDED = Promise.resolve();

/** True when an actor's end has nothing to wait for: no turn, no child, no hook. */
function canEndAtOnce(cell: Cell): boolean {
  return cell.status === RUNNING && (cell.flags & (BUSY | CLOSING)) === 0 &&
    cell.profile.endsAtOnce && !hasChildren(cell) && cell.rare?.deferred === undefined &&
    cell.profile.runtime.queue.running !== cell;
}

function endAtOnce(cell: Cell, reason: string): Promise<void> {
  closeIncarnation(cell, "stopped");
  finish(cell, reason);
  return ENDED;
}

/** Orders an actor to stop, with the time that a parent gives a child. */
export function stopActor(cell: Cell, reason: string): Promise<void> {
  // The clock need not be asked for a deadline then.
  if (canEndAtOnce(cell)) return endAtOnce(cell, reason);
  return requestStop(cell, reason, ownDeadline(cell));
}

/** The deadline of an actor that ends by itself. */
export function ownDeadline(cell: Cell): StopDeadline {
  const { time } = cell.profile.runtime;
  return new StopDeadline(time, time.read() + DEFAULT_STOP_MS);
}

/**
 * Orders an actor to stop: from now on it refuses messages, and it ends after the turn in hand, ahead of what is
 * queued. Resolves when it has ended, or was abandoned at the deadline.
 */
export function requestStop(cell: Cell, reason: string, deadline: StopDeadline): Promise<void> {
  if (cell.status === STOPPED) return ENDED;
  if (canEndAtOnce(cell)) {
    deadline.tally.stopped++;
    return endAtOnce(cell, reason);
  }
  const pending = cell.rare?.stopRequest;
  if (pending !== undefined) return tighten(cell, pending, deadline);
  const request = orderStop(cell, reason, deadline);
  const { flags } = cell;
  const { runtime } = cell.profile;
  cell.status = STOPPING;
  cell.flags |= HAS_ORDER;
  // It is passive, or waits for a restart: there is no incarnation to end.
  if (cell.context === undefined && !hasChildren(cell)) finish(cell, reason);
  else if ((flags & BUSY) !== 0) setPatience(cell, request);
  else if ((flags & SCHEDULED) === 0) runtime.queue.push(cell);
  return request.done;
}

function orderStop(cell: Cell, reason: string, deadline: StopDeadline): StopRequest {
  const { promise: done, resolve: settle } = Promise.withResolvers<void>();
  const patience = new TimerEntry(() => void abandon(cell));
  const wait = undefined;
  return cell.extras().stopRequest = { reason, deadline, done, settle, patience, wait };
}

/** A second order counts when it leaves less time, as when the whole system stops; for those below as well. */
function tighten(cell: Cell, pending: StopRequest, deadline: StopDeadline): Promise<void> {
  if (deadline.atMs >= pending.deadline.atMs) return pending.done;
  pending.deadline = deadline;
  const { patience, wait } = pending;
  if (patience.index >= 0) setPatience(cell, pending);
  if (wait !== undefined && wait.index >= 0) cell.profile.runtime.timers.set(wait, deadline.atMs);
  for (const child of childrenOf(cell)) {
    const request = child.rare?.stopRequest;
    if (request !== undefined) void tighten(child, request, deadline.share());
  }
  return pending.done;
}

function setPatience(cell: Cell, { patience, deadline }: StopRequest): void {
  // Its children can only be stopped after it, so they need a share of its time.
  const { atMs } = hasChildren(cell) ? deadline.share() : deadline;
  cell.profile.runtime.timers.set(patience, atMs);
}

/** Ends an actor between two turns: children, then its hook, then itself. */
export async function end(cell: Cell): Promise<void> {
  const request = cell.rare?.stopRequest;
  if (request === undefined) return;
  cell.flags |= BUSY;
  cell.profile.runtime.timers.cancel(request.patience);
  closeIncarnation(cell, "stopped");
  if (hasChildren(cell)) await endChildren(cell, request.reason, () => request.deadline);
  const saved = saveLast(cell, request.deadline.share(), request);
  if (saved !== undefined) await saved;
  const hook = callStopped(cell, request.reason);
  if (hook !== undefined && !(await inTime(cell, hook, request.deadline, request))) {
    giveUp(cell, request);
  }
  finish(cell, request.reason);
}

/**
 * Ends an actor's children in reverse start order. Neighbours of one kind are peers and end together; different kinds,
 * and the members of a group, may depend on each other and wait for their turn.
 */
export async function endChildren(
  cell: Cell,
  reason: string,
  deadline: () => StopDeadline,
): Promise<void> {
  const order = childrenOf(cell);
  const group = isGroup(cell);
  while (order.length > 0) {
    const share = deadline().share();
    const waits = endPeers(order, group, reason, share).filter((stop) => stop !== ENDED);
    // Most have ended by now, and waiting for nobody would cost a turn.
    if (waits.length > 0) await Promise.all(waits);
  }
}

/** Orders the youngest, and its peers beside it, to stop; takes them off the list. */
function endPeers(
  order: Cell[],
  group: boolean,
  reason: string,
  share: StopDeadline,
): Promise<void>[] {
  const stops: Promise<void>[] = [];
  const kind = order.at(-1)?.kind;
  let child = order.at(-1);
  while (child !== undefined && child.kind === kind && !(group && stops.length > 0)) {
    order.pop();
    stops.push(requestStop(child, reason, share));
    child = order.at(-1);
  }
  return stops;
}

/** Saves the state of an incarnation that ends in good order, where its definition wants that. */
export function saveLast(
  cell: Cell,
  deadline: StopDeadline,
  request?: StopRequest,
): Promise<void> | undefined {
  const snapshots = cell.rare?.life?.snapshots;
  const saved = snapshots?.saveLast();
  if (saved === undefined) return undefined;
  return inTime(cell, saved, deadline, request).then((done) => {
    if (!done) snapshots?.failed("the store did not answer before the deadline");
  });
}

/** Resolves true when the promise settles before the deadline, or the earlier one that the request is given. */
export function inTime(
  cell: Cell,
  promise: Promise<void>,
  deadline: StopDeadline,
  request?: StopRequest,
): Promise<boolean> {
  const { timers } = cell.profile.runtime;
  return new Promise((resolve) => {
    const entry = new TimerEntry(() => resolve(false));
    if (request !== undefined) request.wait = entry;
    timers.set(entry, deadline.atMs);
    promise.then(() => {
      timers.cancel(entry);
      resolve(true);
    });
  });
}

/** The turn in hand was waited for long enough: its outcome will not count, and its hook is not called. */
async function abandon(cell: Cell): Promise<void> {
  const request = cell.rare?.stopRequest;
  if (request === undefined) return;
  giveUp(cell, request);
  const origin = cell.rare?.inHand?.origin;
  if (origin instanceof Ask) origin.fail("stopped");
  cell.context = undefined;
  closeIncarnation(cell, "stopped");
  if (hasChildren(cell)) await endChildren(cell, request.reason, () => request.deadline);
  finish(cell, request.reason);
}

function giveUp(cell: Cell, request: StopRequest): void {
  request.deadline.tally.abandoned.push(cell.path);
  cell.profile.runtime.announce(cell, "abandoned");
}
