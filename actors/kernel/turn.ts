import { Ask } from "./ask.ts";
import { BUSY, Cell, HAS_ASKS, HAS_LANE, HAS_WRITERS, SCHEDULED, STOPPING } from "./cell.ts";
import type { ActorContext } from "./context.ts";
import type { Origin } from "./origin.ts";
import { roomAgain } from "./overflow.ts";
import type { LaneItem } from "./rare_state.ts";
import { crash } from "./restarting.ts";
import { end, ownDeadline, releaseWriters, requestStop } from "./stopping.ts";
import { StopResult } from "./stop_result.ts";

/** Messages that an actor handles before the next one has its turns: enough to be fast, few enough to be fair. */
const MAX_TURNS = 256;

/** Whether the next message may be handled; `AGAIN` after a fact, for facts go before messages. */
const OPEN = 0, AGAIN = 1, SHUT = 2;

/**
 * Gives an actor its turns, one message at a time; true when it has more to do. A handler that returns no promise
 * costs none: nothing is awaited, and no clock is read, until there is a reason.
 */
export function runTurns(cell: Cell): boolean {
  const { profile } = cell;
  const { runtime, definition } = profile;
  const { queue } = runtime;
  runtime.current = cell;
  let left = MAX_TURNS;
  let more = false;
  for (;;) {
    const gate = cell.flags === SCHEDULED ? OPEN : betweenTurns(cell);
    if (gate === SHUT) break;
    const { mailbox, context } = cell;
    if (gate === OPEN && (mailbox === undefined || mailbox.count === 0)) break;
    if (--left < 0 || (--profile.credit < 0 && queue.look(profile))) {
      more = true;
      break;
    }
    if (gate === AGAIN || mailbox === undefined || context === undefined) continue;
    const { message, origin } = mailbox;
    mailbox.shift();
    if (origin !== undefined && !(origin instanceof Cell) && !origin.take()) continue;
    cell.handled++;
    runtime.message = message;
    runtime.origin = origin;
    let next;
    try {
      next = definition.handle(cell.state, message, context);
    } catch (cause) {
      failTurn(cell, context, cause, origin);
      continue;
    }
    if (next !== undefined || origin instanceof Ask) conclude(cell, context, next, message, origin);
  }
  runtime.leaveTurn();
  return more;
}

/** Does what has to be done before the next message, and says whether one may be handled now. */
function betweenTurns(cell: Cell): typeof OPEN | typeof AGAIN | typeof SHUT {
  if ((cell.flags & BUSY) !== 0) return SHUT;
  if (cell.status === STOPPING) {
    cell.profile.runtime.leaveTurn();
    void end(cell);
    return SHUT;
  }
  forgetAsks(cell);
  if ((cell.flags & HAS_WRITERS) !== 0 && roomAgain(cell)) {
    cell.flags &= ~HAS_WRITERS;
    releaseWriters(cell);
  }
  if ((cell.flags & HAS_LANE) === 0) return OPEN;
  takeFact(cell);
  return AGAIN;
}

/** Handles the oldest fact of the system lane. */
function takeFact(cell: Cell): void {
  const { rare, context, profile: { runtime, definition } } = cell;
  const lane = rare?.lane;
  if (lane === undefined || context === undefined) return;
  const item = lane.message as LaneItem;
  lane.shift();
  if (lane.count === 0) cell.flags &= ~HAS_LANE;
  runtime.message = runtime.origin = undefined;
  if (item.type === "fault") return crash(cell, context, item.cause);
  try {
    const next = definition.signal?.(cell.state, item.signal, context);
    if (next !== undefined) conclude(cell, context, next, undefined, undefined);
  } catch (cause) {
    crash(cell, context, cause);
  }
}

/** The turn has returned something, or owes an answer. */
function conclude(
  cell: Cell,
  context: ActorContext,
  next: unknown,
  message: unknown,
  origin: Origin | undefined,
): void {
  if (!(next instanceof Promise)) return accept(cell, next, origin);
  cell.flags |= BUSY;
  cell.extras().inHand = { message, origin };
  next.then(
    (value) => {
      if (!resume(cell, context)) return;
      accept(cell, value, origin);
      cell.ready();
    },
    (cause) => {
      if (!resume(cell, context)) return;
      failTurn(cell, context, cause, origin);
    },
  );
}

/** The promise of a turn has settled; false when the actor was given up meanwhile. */
function resume(cell: Cell, context: ActorContext): boolean {
  if (cell.context !== context) return false;
  if (cell.rare !== undefined) cell.rare.inHand = undefined;
  forgetAsks(cell);
  return true;
}

/** Takes over what the handler returned, and sees to it that an ask does not hang. */
function accept(cell: Cell, next: unknown, origin: Origin | undefined): void {
  const stops = next instanceof StopResult;
  if (stops) void requestStop(cell, next.reason, ownDeadline(cell));
  else if (next !== undefined) cell.state = next;
  if (!(origin instanceof Ask) || origin.settled || origin.deferred) return;
  if (stops) origin.fail("stopped");
  else origin.fail("failed", new Error("the turn ended without reply or defer"));
}

function failTurn(
  cell: Cell,
  context: ActorContext,
  cause: unknown,
  origin: Origin | undefined,
): void {
  if (origin instanceof Ask) origin.fail("failed", cause);
  crash(cell, context, cause);
}

/** With the turn, nobody waits for its asks any more as far as cycles are concerned. */
function forgetAsks(cell: Cell): void {
  if ((cell.flags & HAS_ASKS) === 0) return;
  cell.flags &= ~HAS_ASKS;
  if (cell.rare !== undefined) cell.rare.waitingOn = undefined;
}
