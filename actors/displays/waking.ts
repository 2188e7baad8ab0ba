import type { Command } from "../ledger/command.ts";
import { conclude, waitOn } from "./conclusions.ts";
import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import type { WakeCalled, WakeDue } from "./messages.ts";
import { sentCommands } from "./open_commands.ts";
import { macOf, wireName } from "./seat.ts";

/**
 * When the packets of a wake are sent, after the order: a datagram may be lost, and a machine that is just going down
 * does not listen yet.
 */
const ROUNDS_MS: readonly number[] = [0, 2_000, 10_000];

/** Whether a command goes out as magic packets, for which nobody has to be connected. */
export function isWake({ order }: Command): boolean {
  return order.action === "wake";
}

/** Why a display cannot be woken, or undefined. */
export function cannotWake(state: DisplayState): string | undefined {
  const { name } = state.seat.record;
  if (state.args.wake === undefined) return "not_supported: this control host sends no packets.";
  if (macOf(state.seat.record) !== null) return undefined;
  return `no_mac: the MAC address of ${name} is not known. Set it: ` +
    `signalbox display set-mac ${JSON.stringify(name)} <mac>.`;
}

/** The ledger has written `sent`: the first packets leave. Whoever is there already is asked to say so. */
export function startWake(state: DisplayState, id: string, ctx: DisplayContext): void {
  state.seat.link?.send({ type: "checkConnection", name: wireName(state.seat) });
  callRound(state, { type: "wakeDue", id, round: 0 }, ctx);
}

/** Sends the packets of a round, while the command is still open. */
export function callRound(state: DisplayState, { id, round }: WakeDue, ctx: DisplayContext): void {
  const mac = macOf(state.seat.record);
  const { wake } = state.args;
  if (!state.commands.has(id) || wake === undefined || mac === null) return;
  const lastAddress = state.seat.record.peerAddress;
  ctx.pipe(
    wake.call({ mac, lastAddress }),
    (sent) => ({ type: "wakeCalled", id, round, sent }),
    (cause) => {
      const problem = cause instanceof Error ? cause.message : String(cause);
      return { type: "wakeCalled", id, round, sent: { to: [], problem } };
    },
  );
}

/** A round has left: the next one is set. What cannot even leave has failed. */
export function roundCalled(state: DisplayState, called: WakeCalled, ctx: DisplayContext): void {
  const { id, round, sent } = called;
  const entry = state.commands.get(id);
  if (!entry) return;
  if (round === 0) {
    if (sent.to.length === 0) {
      const reason = `No magic packet could be sent: ${sent.problem ?? "there is no network"}.`;
      return conclude(state, entry, { state: "failed", reason });
    }
    note(state, ctx, "commandSent", `wake ${macOf(state.seat.record)} at ${sent.to.join(", ")}`);
    waitOn(state, entry, unanswered(state, sent.to));
  }
  const next = ROUNDS_MS[round + 1];
  if (next === undefined) return;
  const delayMs = next - (ROUNDS_MS[round] ?? 0);
  ctx.timers.once(`wake:${id}`, delayMs, { type: "wakeDue", id, round: round + 1 });
}

function unanswered(state: DisplayState, to: readonly string[]): string {
  const { name } = state.seat.record;
  return `Magic packets for ${macOf(state.seat.record)} were sent to ${
    to.join(", ")
  }, and ${name} ` +
    "did not register in time. Check that this is the address of its cabled network card, that " +
    "Wake-on-LAN is on in its firmware and in its system, that the link light burns while it is " +
    "off, that it is in a network named here (routers pass no broadcasts), and that its client " +
    "starts with the machine.";
}

/** A sign of life of the device that holds the name: whoever was called has come, or was there. */
export function woken(
  state: DisplayState,
  ctx: DisplayContext,
  how: "registered" | "answered",
): void {
  for (const entry of sentCommands(state.commands, "wake")) {
    ctx.timers.cancel(`wake:${entry.command.id}`);
    conclude(state, entry, {
      state: "completed",
      result: { macAddress: macOf(state.seat.record), wasOnline: how === "answered" },
    });
  }
}
