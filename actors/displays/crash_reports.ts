import type { Context } from "../kernel/mod.ts";
import { type DisplayState, note } from "./display_state.ts";
import type { DisplayMessage } from "./messages.ts";

/**
 * One fielded tray says "ended abnormally" at every check of a program that is alive (about every 10 s), and
 * once when it has really ended. So a report counts as a crash only when no repeat follows within two checks.
 */
const REPEAT_MS = 25_000;

const timerKey = (program: string) => `suspect:${program}`;

/** A program is said to have crashed: wait for a repeat, which would mean that it is alive. */
export function suspectCrash(
  state: DisplayState,
  program: string,
  ctx: Context<DisplayMessage>,
): void {
  state.suspects.add(program);
  ctx.timers.once(timerKey(program), REPEAT_MS, { type: "crashConfirmed", program });
}

/** Something newer was said about what runs, so the suspicion is settled. */
export function clearSuspects(state: DisplayState, ctx: Context<DisplayMessage>): void {
  for (const program of state.suspects) ctx.timers.cancel(timerKey(program));
  state.suspects.clear();
}

/** No repeat came. True when it is a crash; a display that is gone cannot repeat anything. */
export function crashHolds(
  state: DisplayState,
  program: string,
  ctx: Context<DisplayMessage>,
): boolean {
  if (!state.suspects.delete(program) || !state.seat.link) return false;
  note(state, ctx, "crashed", program);
  return true;
}
