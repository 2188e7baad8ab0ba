import { Ask } from "../asking/ask.ts";
import {
  BUSY,
  Cell,
  HAS_CHORES,
  HAS_LANE,
  HAS_ORDER,
  HAS_WRITERS,
  PASSIVE,
  SCHEDULED,
  STOPPING,
} from "../cell.ts";
import { doChores } from "./chores.ts";
import { obeyHalt } from "../life/halting.ts";
import { depthOf, nextLane, noteTaken } from "../mailbox/mailbox_lanes.ts";
import { roomAgain } from "../mailbox/overflow.ts";
import { awaken } from "../life/passivating.ts";
import type { LaneItem } from "../rare_state.ts";
import { crash } from "../supervision/restarting.ts";
import { releaseWriters } from "../life/ending.ts";
import { end } from "../life/stopping.ts";
import { conclude, failTurn, forgetAsks } from "./turn_outcome.ts";
import { heeds } from "../life/watching.ts";

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
  const { runtime, definition, counters } = profile;
  const handledBefore = cell.handled;
  const depth = depthOf(cell);
  if (depth > counters.mailboxHighWater) counters.mailboxHighWater = depth;
  runtime.current = cell;
  const hand = runtime.hand;
  let left = MAX_TURNS;
  let more = false;
  for (;;) {
    // Nothing but messages to look after, nearly always.
    const plain = cell.flags === SCHEDULED;
    const gate = plain ? OPEN : betweenTurns(cell);
    if (gate === SHUT) break;
    const lane = plain ? cell.mailbox : nextLane(cell);
    if (gate === OPEN && (lane === undefined || lane.count === 0)) break;
    if (--left < 0 || (--profile.credit < 0 && runtime.queue.look(profile))) {
      more = true;
      break;
    }
    const { context } = cell;
    if (gate === AGAIN || lane === undefined || context === undefined) continue;
    if (!plain) noteTaken(cell, lane);
    const { message, origin } = lane;
    lane.shift();
    // A plain tell, nearly always: always wanted, and answered by nobody.
    const told = origin === undefined || origin instanceof Cell;
    if (!told && !origin.take()) {
      counters.expired++;
      continue;
    }
    cell.handled++;
    hand.message = message;
    hand.origin = origin;
    let next;
    try {
      next = definition.handle(cell.state, message, context);
    } catch (cause) {
      failTurn(cell, context, cause, origin);
      continue;
    }
    if (next !== undefined || (!told && origin instanceof Ask)) {
      conclude(cell, context, next, message, origin);
    }
  }
  counters.handled += cell.handled - handledBefore;
  return more;
}

/** Does what has to be done before the next message, and says whether one may be handled now. */
function betweenTurns(cell: Cell): typeof OPEN | typeof AGAIN | typeof SHUT {
  if ((cell.flags & BUSY) !== 0) return SHUT;
  const { runtime } = cell.profile;
  // What is done here comes from no message.
  runtime.message = runtime.origin = undefined;
  if ((cell.flags & HAS_ORDER) !== 0) return obey(cell);
  forgetAsks(cell);
  if ((cell.flags & HAS_CHORES) !== 0) doChores(cell);
  if ((cell.flags & HAS_WRITERS) !== 0 && roomAgain(cell)) {
    cell.flags &= ~HAS_WRITERS;
    releaseWriters(cell);
  }
  if ((cell.flags & HAS_LANE) === 0) return OPEN;
  takeFact(cell);
  return AGAIN;
}

/** The actor is to stop, or its incarnation is to end, or it is passive and a message has come. */
function obey(cell: Cell): typeof AGAIN | typeof SHUT {
  if (cell.status === PASSIVE) return awaken(cell) ? AGAIN : SHUT;
  cell.profile.runtime.leaveTurn();
  if (cell.status === STOPPING) void end(cell);
  else obeyHalt(cell);
  return SHUT;
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
  rare?.life?.stash?.endTurn();
  if (item.type === "fault") return crash(cell, context, item.cause);
  if (!heeds(cell, item)) return;
  try {
    const next = definition.signal?.(cell.state, item.signal, context);
    if (next !== undefined) conclude(cell, context, next, undefined, undefined);
  } catch (cause) {
    crash(cell, context, cause);
  }
}
