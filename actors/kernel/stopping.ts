import { Ask } from "./ask.ts";
import { BUSY, type Cell, CLOSING, HAS_ORDER, SCHEDULED, STOPPED, STOPPING } from "./cell.ts";
import { callStopped, closeIncarnation } from "./incarnation.ts";
import { lose } from "./overflow.ts";
import { DEFAULT_STOP_MS, StopDeadline, type StopRequest } from "./stop_deadline.ts";
import { TimerEntry } from "./timer_heap.ts";
import type { Signal } from "./types.ts";

/** Orders an actor to stop, with the time that a parent gives a child. */
export function stopActor(cell: Cell, reason: string): Promise<void> {
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
  if (cell.status === STOPPED) return Promise.resolve();
  const pending = cell.rare?.stopRequest;
  if (pending !== undefined) return tighten(cell, pending, deadline);
  const request = orderStop(cell, reason, deadline);
  const { rare, flags } = cell;
  const { runtime } = cell.profile;
  cell.status = STOPPING;
  cell.flags |= HAS_ORDER;
  if (rare?.restartTimer !== undefined) {
    // It is waiting for a restart: there is no incarnation to end.
    runtime.timers.cancel(rare.restartTimer);
    finish(cell, reason);
  } else if ((flags & BUSY) !== 0) setPatience(cell, request);
  else if ((flags & SCHEDULED) === 0) runtime.queue.push(cell);
  return request.done;
}

function orderStop(cell: Cell, reason: string, deadline: StopDeadline): StopRequest {
  const { promise: done, resolve: settle } = Promise.withResolvers<void>();
  const patience = new TimerEntry(() => void abandon(cell));
  return cell.extras().stopRequest = { reason, deadline, done, settle, patience };
}

/** A second order counts when it leaves less time, as when the whole system stops. */
function tighten(cell: Cell, pending: StopRequest, deadline: StopDeadline): Promise<void> {
  if (deadline.atMs < pending.deadline.atMs) {
    pending.deadline = deadline;
    if (pending.patience.index >= 0) setPatience(cell, pending);
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
  if (hasChildren(cell)) await endChildren(cell, request.reason, request.deadline);
  const hook = callStopped(cell, request.reason);
  if (hook !== undefined && !(await inTime(cell, hook, request.deadline))) giveUp(cell, request);
  finish(cell, request.reason);
}

/**
 * Ends an actor's children in reverse start order. Neighbours of one kind (a pool) are peers and end together;
 * different kinds may depend on each other and wait for their turn.
 */
export async function endChildren(
  cell: Cell,
  reason: string,
  deadline: StopDeadline,
): Promise<void> {
  const order = [...cell.rare?.children?.values() ?? []].reverse();
  for (let from = 0; from < order.length;) {
    const kind = order[from]?.kind;
    const past = order.findIndex((child, at) => at > from && child.kind !== kind);
    const peers = order.slice(from, past < 0 ? order.length : past);
    const share = deadline.share();
    await Promise.all(peers.map((child) => requestStop(child, reason, share)));
    from += peers.length;
  }
}

/** True when the actor has living children. */
export function hasChildren(cell: Cell): boolean {
  return (cell.rare?.children?.size ?? 0) > 0;
}

/** Resolves true when the promise settles before the deadline. */
export function inTime(
  cell: Cell,
  promise: Promise<void>,
  deadline: StopDeadline,
): Promise<boolean> {
  const { timers } = cell.profile.runtime;
  return new Promise((resolve) => {
    const entry = new TimerEntry(() => resolve(false));
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
  if (hasChildren(cell)) await endChildren(cell, request.reason, request.deadline);
  finish(cell, request.reason);
}

function giveUp(cell: Cell, request: StopRequest): void {
  request.deadline.tally.abandoned.push(cell.path);
  cell.profile.runtime.announce(cell, "abandoned");
}

/** Takes an actor out of the system, and tells everybody who has to know. */
export function finish(cell: Cell, reason: string): void {
  if (cell.status === STOPPED) return;
  const { runtime } = cell.profile;
  const request = cell.rare?.stopRequest;
  cell.status = STOPPED;
  cell.flags = BUSY | CLOSING | (cell.flags & SCHEDULED);
  cell.context = cell.state = cell.args = undefined;
  discardMailbox(cell, "stopped", "stopped");
  releaseWriters(cell);
  runtime.registry.remove(cell);
  cell.parent?.rare?.children?.delete(cell.key);
  tellOfStop(cell, reason);
  runtime.announce(cell, "stopped");
  if (request === undefined) return;
  runtime.timers.cancel(request.patience);
  request.deadline.tally.stopped++;
  request.settle();
}

function tellOfStop(cell: Cell, reason: string): void {
  if (cell.parent?.profile.definition.signal !== undefined) {
    cell.parent.post({ type: "signal", signal: { type: "childStopped", child: cell, reason } });
  }
  for (const watcher of cell.rare?.watchers ?? []) {
    watcher.rare?.watching?.delete(cell);
    tellWatcher(watcher, { type: "watchedStopped", actor: cell, reason });
  }
  if (cell.rare !== undefined) cell.rare.watchers = undefined;
}

/** Tells an actor of the end of one it watches; one without a `signal` function does not hear of it. */
export function tellWatcher(watcher: Cell, signal: Signal): void {
  if (watcher.profile.definition.signal !== undefined) watcher.post({ type: "signal", signal });
}

/** Gives up all that is queued. */
export function discardMailbox(
  cell: Cell,
  reason: string,
  failure: "stopped" | "refused",
): void {
  const { mailbox } = cell;
  cell.mailbox = undefined;
  for (; mailbox !== undefined && mailbox.count > 0; mailbox.shift()) {
    lose(cell, mailbox.message, mailbox.origin, reason, failure);
  }
}

/** Lets everybody go on who waits for room. */
export function releaseWriters(cell: Cell): void {
  const { rare } = cell;
  for (const go of rare?.writers ?? []) go();
  if (rare !== undefined) rare.writers = undefined;
}
