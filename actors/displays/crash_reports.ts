import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import { rests } from "./what_runs.ts";

/**
 * One fielded tray says "ended abnormally" at every check of a program that is alive (about every 10 s), and
 * once when it has really ended. So a report counts as a crash only when no repeat follows within two checks.
 */
const REPEAT_MS = 25_000;
/** Two of that tray's heartbeats: of a device that says nothing at all, a missing repeat proves nothing. */
const HEARD_WITHIN_MS = 10_000;

/** A program that is said to have crashed, until a repeat or silence settles it. */
export interface Suspect {
  /** The connection that it was said on is gone: repeats may have been lost with it. */
  overtaken: boolean;
}

const timerKey = (program: string) => `suspect:${program}`;

/**
 * A program is said to have crashed: wait for a repeat, which would mean that it is alive. Answers whether people
 * see something new: a repeat tells that a program runs when nothing else has told us since our start.
 */
export function suspectCrash(
  state: DisplayState,
  program: string,
  ctx: DisplayContext,
): boolean {
  const repeats = state.suspects.has(program);
  state.suspects.set(program, { overtaken: false });
  awaitRepeat(program, ctx);
  if (!repeats || state.health !== "unknown") return false;
  state.health = "running";
  return true;
}

function awaitRepeat(program: string, ctx: DisplayContext): void {
  ctx.timers.once(timerKey(program), REPEAT_MS, { type: "crashConfirmed", program });
}

/** Something newer was said about what runs, so the suspicion is settled. */
export function clearSuspects(state: DisplayState, ctx: DisplayContext): void {
  for (const program of state.suspects.keys()) ctx.timers.cancel(timerKey(program));
  state.suspects.clear();
}

/** The connection has gone: who is not there repeats nothing, and that proves nothing. */
export function suspendSuspects(state: DisplayState, ctx: DisplayContext): void {
  for (const [program, suspect] of state.suspects) {
    ctx.timers.cancel(timerKey(program));
    suspect.overtaken = true;
  }
}

/** The device is back: what it tracks it will name again, unless it has been started anew. */
export function resumeSuspects(state: DisplayState, ctx: DisplayContext): void {
  for (const [program, { overtaken }] of state.suspects) {
    if (overtaken) awaitRepeat(program, ctx);
  }
}

/** No repeat came. Answers whether people see something new. */
export function settleSuspect(
  state: DisplayState,
  program: string,
  ctx: DisplayContext,
): boolean {
  const suspect = state.suspects.get(program);
  if (suspect === undefined || !state.seat.link) return false;
  if (ctx.monotonicMs() - state.liveness.silentFrom > HEARD_WITHIN_MS) {
    awaitRepeat(program, ctx);
    return false;
  }
  state.suspects.delete(program);
  if (!suspect.overtaken) {
    note(state, ctx, "crashed", program);
    return rests(state, "error");
  }
  note(state, ctx, "ended", program);
  // What it has named on this connection is alive.
  const others = [...state.suspects.values()].some(({ overtaken }) => !overtaken);
  return !others && state.health !== "error" && rests(state, "idle");
}
