import { BUSY, type Cell, COOLING, RESTARTING, STOPPING } from "../cell.ts";
import { failureFields, firstFailure } from "../asking/cause_chain.ts";
import type { ActorContext } from "../context.ts";
import { beginCooldown } from "./cooling.ts";
import { errorText } from "../errors.ts";
import { groupFailed } from "./group_restart.ts";
import { endIncarnation } from "../life/halting.ts";
import { closeIncarnation, noteCrash } from "../life/incarnation.ts";
import { lifeOf } from "../life/life_notes.ts";
import { start } from "../life/starting.ts";
import { finish, inEndingTree } from "../life/ending.ts";
import { ownDeadline } from "../life/stopping.ts";
import { isGroup, strategyOf, supervisingOf } from "./supervising.ts";
import { RestartBudget } from "./supervision.ts";
import { TimerEntry } from "../timers/timer_heap.ts";
import { tellOfFailure } from "../life/watching.ts";

/**
 * An incarnation has failed. It ends here, children first; then the actor is started again, or its budget is used
 * up. Messages keep waiting in the mailbox meanwhile.
 */
export function crash(cell: Cell, context: ActorContext, cause: unknown): void {
  if (cell.context !== context) return;
  noteCrash(cell, cause);
  if (cell.status === STOPPING) {
    // It was to end anyway, and does so as if the turn had succeeded; only its state is not to be kept.
    cell.rare?.life?.snapshots?.close();
    return cell.ready();
  }
  cell.status = RESTARTING;
  cell.flags |= BUSY;
  lifeOf(cell).failure = cause;
  closeIncarnation(cell, "failed", cause);
  void endIncarnation(
    cell,
    `crashed: ${errorText(cause)}`,
    ownDeadline(cell),
    () => recover(cell, cause),
  );
}

function recover(cell: Cell, cause: unknown): void {
  const { parent, profile: { runtime, restart } } = cell;
  // The stop of the whole tree is on its way.
  if (parent !== undefined && inEndingTree(parent)) return;
  if (isGroup(parent)) return groupFailed(parent, cell, cause);
  if (parent !== undefined) supervisingOf(parent).storm.note(cell);
  const budget = cell.extras().budget ??= new RestartBudget(restart);
  const delayMs = budget.spend(runtime.clock.monotonicMs(), runtime.random);
  if (delayMs !== undefined) restartAfter(cell, delayMs, cause);
  else if (rests(cell)) coolDown(cell, cause);
  else giveUp(cell, cause);
}

function restartAfter(cell: Cell, delayMs: number, cause: unknown): void {
  lifeOf(cell).waitedMs = delayMs;
  const entry = cell.extras().restartTimer = new TimerEntry(() => restartInTurn(cell));
  cell.profile.runtime.timers.after(entry, delayMs);
  tellOfFailure(cell, cause, delayMs);
}

/** The backoff is over; during a storm, each child waits for its turn besides. */
function restartInTurn(cell: Cell): void {
  const { runtime } = cell.profile;
  const waitMs = cell.parent?.rare?.life?.supervising?.storm.claimTurn() ?? 0;
  if (waitMs === 0) return restart(cell);
  const entry = cell.extras().restartTimer = new TimerEntry(() => restart(cell));
  runtime.timers.after(entry, waitMs);
}

function restart(cell: Cell): void {
  const rare = cell.extras();
  rare.restartTimer = undefined;
  if (cell.parent !== undefined && inEndingTree(cell.parent)) return;
  rare.restarts++;
  cell.profile.counters.restarts++;
  if (cell.status === COOLING) rare.budget?.renew();
  cell.status = RESTARTING;
  start(cell);
}

/** True when an actor whose budget is used up is to try again later. */
function rests({ parent, profile: { restart: { whenExhausted } } }: Cell): boolean {
  if (whenExhausted !== "escalate") return whenExhausted === "coolDown";
  return parent !== undefined && strategyOf(parent) === "pool";
}

/** It has a fresh budget afterwards. */
function coolDown(cell: Cell, cause: unknown): void {
  const { cooldownMs } = cell.profile.restart;
  beginCooldown(cell, cause, cooldownMs);
  restartAfter(cell, cooldownMs, cause);
}

/** The actor ends; with `escalate`, its parent fails too, for the same cause. */
function giveUp(cell: Cell, cause: unknown): void {
  const { runtime, restart } = cell.profile;
  const first = errorText(firstFailure(cause));
  if (restart.whenExhausted === "stop") return finish(cell, `restarts used up: ${first}`);
  const failure = new Error(`${cell.path} used up its restarts: ${first}`, { cause });
  runtime.announce(cell, "escalated", failureFields(cause));
  cell.parent?.post({ type: "fault", cause: failure });
  finish(cell, `escalated: ${first}`);
}
