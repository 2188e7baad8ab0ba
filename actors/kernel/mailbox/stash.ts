import { Ask } from "../asking/ask.ts";
import type { Cell } from "../cell.ts";
import type { ActorContext } from "../context.ts";
import { isTick } from "../timers/idle_times.ts";
import { lifeOf } from "../life/life_notes.ts";
import { laneFor } from "./mailbox_lanes.ts";
import { type Origin } from "../origin.ts";
import { lose } from "./overflow.ts";
import { IncarnationOrigin } from "../asking/pipe.ts";
import type { InHand } from "../rare_state.ts";

/** Messages that an actor has put aside, in the order they arrived. */
export class Stash {
  /** Turns that put their message aside instead of handling it, so that it is not counted twice. */
  unhandled = 0;
  #messages: InHand[] = [];
  /** The turn that has used the stash, by the number of messages taken so far; -1 when it is over. */
  #turn = -1;
  #kept = false;

  /** Messages put aside. */
  get count(): number {
    return this.#messages.length;
  }

  /** Puts the message of a turn aside, once; false when it found no room. */
  put(cell: Cell, hand: InHand): boolean {
    if (this.#turn === cell.handled) return this.#kept;
    const { profile } = cell;
    this.#turn = cell.handled;
    this.#kept = this.count < (profile.definition.stashCapacity ?? profile.capacity);
    this.unhandled++;
    profile.counters.handled--;
    if (this.#kept) this.#messages.push(hand);
    else lose(cell, hand.message, hand.origin, "stash full", "refused");
    return this.#kept;
  }

  /** The turn has failed: what crashed the actor is not tried again. */
  takeBack(cell: Cell): void {
    if (this.#turn !== cell.handled) return;
    this.#turn = -1;
    if (!this.#kept) return;
    this.#messages.pop();
    this.unhandled--;
    cell.profile.counters.handled++;
  }

  /** What follows is no longer the turn of the last message. */
  endTurn(): void {
    this.#turn = -1;
  }

  /** Takes all out. */
  empty(): InHand[] {
    const messages = this.#messages;
    this.#messages = [];
    return messages;
  }
}

/** Puts the message in hand aside. */
export function stash(context: ActorContext, hand: InHand | undefined): boolean {
  const { cell } = context;
  const { message, origin } = hand ?? {};
  // A fact of the system lane is a turn without a message, and without a sender.
  const none = message === undefined && origin === undefined;
  if (none || !context.active || !context.started) {
    throw new Error(`${cell.path} has no message in hand to stash`);
  }
  const kept = (lifeOf(cell).stash ??= new Stash()).put(cell, {
    message,
    origin: keepable(context, origin),
  });
  if (origin instanceof Ask) origin.deferred = true;
  return kept;
}

/** Puts all that was stashed back at the head of its lane. */
export function returnStash(cell: Cell): void {
  const stash = cell.rare?.life?.stash;
  if (stash === undefined || stash.count === 0) return;
  for (const { message, origin } of stash.empty().toReversed()) {
    if (origin instanceof Ask) origin.deferred = false;
    laneFor(cell, message).unshift(message, origin);
  }
  cell.wake();
}

/** A tick has been taken already; what is left of it belongs to this incarnation. */
function keepable(context: ActorContext, origin: Origin | undefined): Origin | undefined {
  return isTick(origin) ? new IncarnationOrigin(context, origin?.correlationId) : origin;
}
