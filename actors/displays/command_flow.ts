import type { Command } from "../ledger/command.ts";
import type { SwitchboardOrder } from "../../protocols/switchboard/events.ts";
import { conclude } from "./conclusions.ts";
import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import type { DisplayLink } from "./link.ts";
import { commandLineOf, type OpenCommand, presetOf } from "./open_commands.ts";
import { endTurn, mustWait, takeTurn, turnIsSettled } from "./order_turns.ts";
import { POWER_CAPABILITY, powerActionOf, powerOrderOf, powerSent, wentAway } from "./powering.ts";
import { wireName } from "./seat.ts";
import { cannotWake, isWake, startWake } from "./waking.ts";

/** The ledger hands over a command: ready at once, waiting for the display, or failed. */
export function deliver(state: DisplayState, command: Command, ctx: DisplayContext): void {
  if (isWake(command)) return deliverWake(state, command, ctx);
  if (state.seat.link?.open) return makeReady(state, command, ctx);
  if (command.waitOnlineUntil !== null && command.waitOnlineUntil > ctx.now()) {
    state.commands.set(command.id, opened(command, "waiting"));
    return;
  }
  const reason = `not_connected: ${state.seat.record.name} is not connected.`;
  state.args.ledger.tell({ type: "commandReported", id: command.id, state: "failed", reason });
}

function deliverWake(state: DisplayState, command: Command, ctx: DisplayContext): void {
  const reason = cannotWake(state);
  if (reason === undefined) return makeReady(state, command, ctx);
  state.args.ledger.tell({ type: "commandReported", id: command.id, state: "failed", reason });
}

function opened(command: Command, phase: OpenCommand["phase"]): OpenCommand {
  return { command, phase, running: false, sentAt: null, awayAt: null };
}

function makeReady(state: DisplayState, command: Command, ctx: DisplayContext): void {
  state.commands.set(command.id, opened(command, "ready"));
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
  if (isWake(entry.command)) {
    entry.phase = "sent";
    return startWake(state, id, ctx);
  }
  const link = state.seat.link;
  if (!link?.open) {
    const reason = "not_connected: the connection was lost before anything was sent.";
    return conclude(state, entry, { state: "failed", reason });
  }
  const order = toOrder(state, entry.command);
  if (mustWait(state, order)) entry.phase = "held";
  else send(state, entry, link, order, ctx);
}

function send(
  state: DisplayState,
  entry: OpenCommand,
  link: DisplayLink,
  order: SwitchboardOrder,
  ctx: DisplayContext,
): void {
  const { command } = entry;
  entry.phase = "sent";
  entry.sentAt = ctx.monotonicMs();
  note(state, ctx, "commandSent", describeOrder(command));
  link.sendCommand(order, command.id);
  if (order.type === "stop" && order.presetId === null) stopEach(state, link, order);
  takeTurn(state, command.id, order, ctx);
  if (command.order.action === "power") powerSent(state, entry);
}

/**
 * The guide's client keeps its programs by their presets, and finds none for a stop that names none; so it is told to
 * stop each as well. Our own agent understands it. Source: display guide, sections 4.1 and 4.2.
 */
function stopEach(
  state: DisplayState,
  link: DisplayLink,
  order: Extract<SwitchboardOrder, { type: "stop" }>,
): void {
  const { capabilities, version, currentPresetId } = state.seat.record;
  if (version === null || capabilities.includes(POWER_CAPABILITY)) return;
  const presets = new Set(state.listedPresets);
  if (currentPresetId !== null) presets.add(currentPresetId);
  for (const presetId of presets) link.send({ ...order, presetId });
}

/** The order that had its turn has had it: the next one leaves. */
export function nextTurn(state: DisplayState, ctx: DisplayContext): void {
  const next = endTurn(state, ctx);
  const { link } = state.seat;
  // A link that has just closed tells so by itself, and that ends what is held.
  if (next && link?.open) send(state, next, link, toOrder(state, next.command), ctx);
}

function describeOrder(command: Command): string {
  const preset = presetOf(command);
  const { action } = command.order;
  if (action === "power") return `power ${powerActionOf(command)}`;
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
    case "power":
      return powerOrderOf(state, command);
    default:
      return { type: "checkConnection", name };
  }
}

/** The device's library has confirmed delivery. */
export function delivered(state: DisplayState, id: string, ctx: DisplayContext): void {
  if (state.commands.get(id)?.phase !== "sent") return;
  state.args.ledger.tell({ type: "commandReported", id, state: "acknowledged" });
  if (id === state.turnOf) nextTurn(state, ctx);
}

/** Nobody waits for the command any more. */
export function withdraw(state: DisplayState, id: string, ctx: DisplayContext): void {
  state.commands.delete(id);
  if (turnIsSettled(state)) nextTurn(state, ctx);
}

/**
 * The link has gone. What was not sent fails; what was sent may still be answered after a reconnect, so the
 * ledger waits until its deadline, and then calls it unknown. What is to end the connection has done so, and magic
 * packets need none.
 */
export function linkGone(state: DisplayState, reason: string, ctx: DisplayContext): void {
  endTurn(state, ctx);
  for (const entry of [...state.commands.values()]) {
    if (isWake(entry.command)) continue;
    const expected = entry.phase === "sent" && entry.command.order.action === "power";
    if (expected) wentAway(state, entry, ctx);
    else letGo(state, entry, reason);
  }
}

/** Nobody follows this display's commands any more: its actor ends. */
export function letAllGo(state: DisplayState, reason: string): void {
  for (const entry of [...state.commands.values()]) letGo(state, entry, reason);
}

function letGo(state: DisplayState, entry: OpenCommand, reason: string): void {
  if (entry.phase === "sent") {
    state.args.ledger.tell({ type: "commandDoubtful", id: entry.command.id, reason });
    return;
  }
  conclude(state, entry, {
    state: "failed",
    reason: `not_connected: the connection was lost before anything was sent (${reason}).`,
  });
}
