import type { Context } from "../kernel/mod.ts";
import type { Command, Json } from "../ledger/command.ts";
import type { CommandReported } from "../ledger/messages.ts";
import type { SwitchboardOrder } from "../../protocols/switchboard/events.ts";
import { type DisplayState, note } from "./display_state.ts";
import type { DisplayMessage } from "./messages.ts";
import { commandLineOf, type OpenCommand, presetOf } from "./open_commands.ts";
import { wireName } from "./seat.ts";

type DisplayContext = Context<DisplayMessage>;

/** The ledger hands over a command: ready at once, waiting for the display, or failed. */
export function deliver(state: DisplayState, command: Command, ctx: DisplayContext): void {
  if (state.seat.link?.open) return makeReady(state, command, ctx);
  if (command.waitOnlineUntil !== null && command.waitOnlineUntil > ctx.now()) {
    state.commands.set(command.id, { command, phase: "waiting", running: false });
    return;
  }
  const reason = `not_connected: ${state.seat.record.name} is not connected.`;
  state.args.ledger.tell({ type: "commandReported", id: command.id, state: "failed", reason });
}

function makeReady(state: DisplayState, command: Command, ctx: DisplayContext): void {
  state.commands.set(command.id, { command, phase: "ready", running: false });
  state.args.ledger.tell({ type: "commandReady", id: command.id }, ctx.correlationId);
}

/** The display is there: what waited for it may go. */
export function deliverWaiting(state: DisplayState, ctx: DisplayContext): void {
  for (const entry of state.commands.values()) {
    if (entry.phase === "waiting") makeReady(state, entry.command, ctx);
  }
}

/** The ledger has written `sent`: the bytes may leave, if the link is still there. */
export function release(state: DisplayState, id: string, ctx: DisplayContext): void {
  const entry = state.commands.get(id);
  if (!entry || entry.phase !== "ready") return;
  const link = state.seat.link;
  if (!link?.open) {
    const reason = "not_connected: the connection was lost before anything was sent.";
    return conclude(state, entry, { state: "failed", reason });
  }
  entry.phase = "sent";
  note(state, ctx, "commandSent", describeOrder(entry.command));
  link.sendCommand(toOrder(state, entry.command), id);
}

function describeOrder(command: Command): string {
  const preset = presetOf(command);
  const { action } = command.order;
  return preset === null ? action : `${action} preset ${preset}`;
}

function toOrder(state: DisplayState, command: Command): SwitchboardOrder {
  const name = wireName(state.seat);
  const presetId = presetOf(command);
  const executionId = command.id;
  switch (command.order.action) {
    case "execute":
      return { type: "execute", name, command: commandLineOf(command), presetId, executionId };
    case "stop":
      return { type: "stop", name, presetId, executionId };
    default:
      return { type: "checkConnection", name };
  }
}

/** The device's library has confirmed delivery. */
export function delivered(state: DisplayState, id: string): void {
  if (state.commands.get(id)?.phase !== "sent") return;
  state.args.ledger.tell({ type: "commandReported", id, state: "acknowledged" });
}

/** Nobody waits for the command any more. */
export function withdraw(state: DisplayState, id: string): void {
  state.commands.delete(id);
}

/** The device said that it has begun. */
export function begun(state: DisplayState, entry: OpenCommand | undefined): void {
  if (!entry || entry.running) return;
  entry.running = true;
  state.args.ledger.tell({ type: "commandReported", id: entry.command.id, state: "running" });
}

/** How a command ended. */
export interface Conclusion {
  readonly state: Exclude<CommandReported["state"], "acknowledged" | "running">;
  readonly reason?: string;
  readonly result?: { readonly [key: string]: Json };
}

/** Reports the end of a command, once. */
export function conclude(
  state: DisplayState,
  entry: OpenCommand | undefined,
  conclusion: Conclusion,
): void {
  if (!entry) return;
  state.commands.delete(entry.command.id);
  state.args.ledger.tell({ type: "commandReported", id: entry.command.id, ...conclusion });
}

/**
 * The link has gone. What was not sent fails; what was sent may still be answered after a reconnect, so the
 * ledger waits until its deadline, and then calls it unknown.
 */
export function linkGone(state: DisplayState, reason: string): void {
  for (const entry of [...state.commands.values()]) {
    if (entry.phase === "sent") {
      state.args.ledger.tell({ type: "commandDoubtful", id: entry.command.id, reason });
    } else {
      conclude(state, entry, {
        state: "failed",
        reason: `not_connected: the connection was lost before anything was sent (${reason}).`,
      });
    }
  }
}
