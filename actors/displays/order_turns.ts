import type { SwitchboardOrder } from "../../protocols/switchboard/events.ts";
import type { DisplayContext, DisplayState } from "./display_state.ts";
import type { OpenCommand } from "./open_commands.ts";

/**
 * How long an order has the device to itself at most. Most builds carry out a stop within this; one confirms a start
 * only when its program has ended (fielded build T3), and a stop must not wait for that.
 */
export const TURN_MS = 1_000;

/**
 * Whether an order has to wait. The Python builds take up each message on a thread of its own, so of two that come
 * together the later may be carried out first: a start behind a stop would be ended by it. One leaves when the one
 * before was confirmed or answered, or has had its time.
 */
export function mustWait({ turnOf }: DisplayState, { type }: SwitchboardOrder): boolean {
  return turnOf !== undefined && type !== "checkConnection";
}

/** An order has left. */
export function takeTurn(
  state: DisplayState,
  id: string,
  { type }: SwitchboardOrder,
  ctx: DisplayContext,
): void {
  if (type === "checkConnection") return;
  state.turnOf = id;
  ctx.timers.once("turn", TURN_MS, { type: "turnOver" });
}

/** The turn of an order is over: answers what leaves next. */
export function endTurn(state: DisplayState, ctx: DisplayContext): OpenCommand | undefined {
  state.turnOf = undefined;
  ctx.timers.cancel("turn");
  for (const entry of state.commands.values()) if (entry.phase === "held") return entry;
  return undefined;
}

/** Whether the order that has its turn was answered, or is withdrawn. */
export function turnIsSettled({ turnOf, commands }: DisplayState): boolean {
  return turnOf !== undefined && !commands.has(turnOf);
}
