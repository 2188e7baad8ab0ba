import { BUSY, type Cell, CLOSING, HAS_ORDER, RUNNING, STOPPING } from "../cell.ts";
import { ActorContext } from "../context.ts";
import { beginChores } from "../turns/chores.ts";
import { crash } from "../supervision/restarting.ts";
import { restored } from "../snapshots/snapshot_keeper.ts";

/** Begins an incarnation. Its messages wait until `init`, and its snapshot, have brought a state. */
export function start(cell: Cell): void {
  const { definition } = cell.profile;
  const context = new ActorContext(cell);
  cell.context = context;
  cell.flags = (cell.flags | BUSY) & ~(CLOSING | HAS_ORDER);
  try {
    const fresh = callInit(cell, context);
    const state = definition.snapshot === undefined
      ? fresh
      : restored(cell, definition.snapshot, fresh);
    if (!(state instanceof Promise)) return ready(cell, context, state);
    state.then((value) => ready(cell, context, value), (cause) => crash(cell, context, cause));
  } catch (cause) {
    crash(cell, context, cause);
  }
}

/** Like `Runtime.inTurnOf`, without a closure for each start. */
function callInit(cell: Cell, context: ActorContext): unknown {
  const { runtime, definition } = cell.profile;
  const outer = runtime.current;
  runtime.current = cell;
  try {
    return definition.init(context, cell.args);
  } finally {
    runtime.current = outer;
  }
}

function ready(cell: Cell, context: ActorContext, state: unknown): void {
  if (cell.context !== context) return;
  cell.state = state;
  context.started = true;
  // A stop may have been ordered while `init` was under way; it goes first then.
  if (cell.status !== STOPPING) cell.status = RUNNING;
  if (cell.profile.hasChores) beginChores(cell);
  if (cell.rare?.life !== undefined) again(cell);
  cell.ready();
}

/** Closes the chapter of the incarnation before, if there was one. */
function again(cell: Cell): void {
  const { rare, parent, profile: { runtime } } = cell;
  const life = rare?.life;
  if (life === undefined || life.ended === 0) return;
  const { waitedMs } = life;
  life.failure = life.waitedMs = undefined;
  if (waitedMs === undefined) return runtime.announce(cell, "activated");
  const now = runtime.time.read();
  rare?.budget?.running(now);
  parent?.rare?.life?.supervising?.budget.running(now);
  runtime.announce(cell, "restarted", { delayMs: waitedMs });
}
