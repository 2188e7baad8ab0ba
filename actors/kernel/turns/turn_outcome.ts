import { Ask } from "../asking/ask.ts";
import { BUSY, type Cell, HAS_ASKS } from "../cell.ts";
import type { ActorContext } from "../context.ts";
import type { Origin } from "../origin.ts";
import { crash } from "../supervision/restarting.ts";
import { stopActor } from "../life/stopping.ts";
import { StopResult } from "../life/stop_result.ts";

/** The turn has returned something, or owes an answer. */
export function conclude(
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
  if (stops) stopSelf(cell, next.reason);
  else if (next !== undefined) cell.state = next;
  if (!(origin instanceof Ask) || origin.settled || origin.deferred) return;
  if (stops) origin.fail("stopped");
  else origin.fail("failed", new Error("the turn ended without reply or defer"));
}

/** Ends the actor after the turn that has said so. */
function stopSelf(cell: Cell, reason: string): void {
  const { queue } = cell.profile.runtime;
  const { running } = queue;
  // The turn is over; what follows is the actor's end.
  queue.running = undefined;
  void stopActor(cell, reason);
  queue.running = running;
}

/** A turn has thrown, or its promise was rejected. */
export function failTurn(
  cell: Cell,
  context: ActorContext,
  cause: unknown,
  origin: Origin | undefined,
): void {
  if (origin instanceof Ask) origin.fail("failed", cause);
  cell.rare?.life?.stash?.takeBack(cell);
  crash(cell, context, cause);
}

/** With the turn, nobody waits for its asks any more as far as cycles are concerned. */
export function forgetAsks(cell: Cell): void {
  if ((cell.flags & HAS_ASKS) === 0) return;
  cell.flags &= ~HAS_ASKS;
  if (cell.rare !== undefined) cell.rare.waitingOn = undefined;
}
