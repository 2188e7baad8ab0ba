import {
  BUSY,
  type Cell,
  CLOSING,
  COOLING,
  RESTARTING,
  RUNNING,
  STOPPED,
  STOPPING,
} from "./cell.ts";
import { ActorContext } from "./context.ts";
import { errorText } from "./errors.ts";
import { callStopped, closeIncarnation, noteCrash } from "./incarnation.ts";
import {
  discardMailbox,
  endChildren,
  finish,
  hasChildren,
  inTime,
  ownDeadline,
  releaseWriters,
} from "./stopping.ts";
import { RestartBudget } from "./supervision.ts";
import { TimerEntry } from "./timer_heap.ts";

/** Begins an incarnation. Its messages wait until `init` has brought a state. */
export function start(cell: Cell): void {
  const { definition, runtime } = cell.profile;
  const context = new ActorContext(cell);
  cell.context = context;
  cell.flags = (cell.flags | BUSY) & ~CLOSING;
  try {
    const state = runtime.inTurnOf(cell, () => definition.init(context, cell.args));
    if (!(state instanceof Promise)) return ready(cell, context, state);
    state.then((value) => ready(cell, context, value), (cause) => crash(cell, context, cause));
  } catch (cause) {
    crash(cell, context, cause);
  }
}

function ready(cell: Cell, context: ActorContext, state: unknown): void {
  if (cell.context !== context) return;
  const { runtime } = cell.profile;
  const again = cell.rare?.budget;
  cell.state = state;
  context.started = true;
  // A stop may have been ordered while `init` was under way; it goes first then.
  if (cell.status !== STOPPING) cell.status = RUNNING;
  if (again !== undefined) {
    again.running(runtime.time.read());
    runtime.announce(cell, "restarted", { delayMs: again.waitedMs });
  }
  cell.ready();
}

/**
 * An incarnation has failed. It ends here, children first; then the actor is started again, or its budget is used
 * up. Messages keep waiting in the mailbox meanwhile.
 */
export function crash(cell: Cell, context: ActorContext, cause: unknown): void {
  if (cell.context !== context) return;
  noteCrash(cell, cause);
  if (cell.status === STOPPING) {
    // It was to end anyway, and does so as if the turn had succeeded.
    return cell.ready();
  }
  cell.status = RESTARTING;
  cell.flags |= BUSY;
  closeIncarnation(cell, "failed", cause);
  void recover(cell, cause);
}

async function recover(cell: Cell, cause: unknown): Promise<void> {
  const reason = `crashed: ${errorText(cause)}`;
  const deadline = ownDeadline(cell);
  if (hasChildren(cell)) await endChildren(cell, reason, deadline);
  const hook = callStopped(cell, reason);
  if (hook !== undefined && !(await inTime(cell, hook, deadline))) {
    cell.profile.runtime.announce(cell, "abandoned");
  }
  if (isStopped(cell)) return;
  cell.context = cell.state = undefined;
  const request = cell.rare?.stopRequest;
  if (request !== undefined) finish(cell, request.reason);
  else spendRestart(cell, cause);
}

function isStopped(cell: Cell): boolean {
  return cell.status === STOPPED;
}

function spendRestart(cell: Cell, cause: unknown): void {
  const { runtime, restart } = cell.profile;
  const budget = cell.extras().budget ??= new RestartBudget(restart);
  const delayMs = budget.spend(runtime.clock.monotonicMs(), runtime.random);
  if (delayMs !== undefined) restartAfter(cell, budget, delayMs);
  else if (restart.whenExhausted === "coolDown") coolDown(cell, budget, cause);
  else giveUp(cell, cause);
}

function restartAfter(cell: Cell, budget: RestartBudget, delayMs: number): void {
  budget.waitedMs = delayMs;
  const rare = cell.extras();
  rare.restartTimer = new TimerEntry(() => {
    rare.restartTimer = undefined;
    rare.restarts++;
    if (cell.status === COOLING) {
      budget.renew();
      cell.status = RESTARTING;
    }
    start(cell);
  });
  cell.profile.runtime.timers.after(rare.restartTimer, delayMs);
}

/** The actor refuses messages for a while, then has a fresh budget: nobody else is disturbed. */
function coolDown(cell: Cell, budget: RestartBudget, cause: unknown): void {
  const { runtime, restart: { cooldownMs } } = cell.profile;
  cell.status = COOLING;
  // What is queued would be stale when the actor is back, and its askers can still do something now.
  discardMailbox(cell, "cooling down", "refused");
  releaseWriters(cell);
  runtime.announce(cell, "coolingDown", { error: errorText(cause), delayMs: cooldownMs });
  if (cell.parent?.profile.definition.signal !== undefined) {
    const signal = { type: "childCoolingDown", child: cell, cause, cooldownMs } as const;
    cell.parent.post({ type: "signal", signal });
  }
  restartAfter(cell, budget, cooldownMs);
}

/** The actor ends; with `escalate`, its parent fails too, for the same cause. */
function giveUp(cell: Cell, cause: unknown): void {
  const { runtime, restart } = cell.profile;
  if (restart.whenExhausted === "stop") {
    return finish(cell, `restarts used up: ${errorText(cause)}`);
  }
  const failure = new Error(`${cell.path} used up its restarts: ${errorText(cause)}`, { cause });
  runtime.announce(cell, "escalated", { error: errorText(cause) });
  cell.parent?.post({ type: "fault", cause: failure });
  finish(cell, `escalated: ${errorText(cause)}`);
}
