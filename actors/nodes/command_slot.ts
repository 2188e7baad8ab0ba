import type { Command } from "../ledger/command.ts";
import type { CommandReported } from "../ledger/messages.ts";
import { announceNode } from "./host_summary.ts";
import {
  allowSilence,
  type NodeHostContext,
  type NodeHostState,
  type OpenCommand,
  openLink,
} from "./node_host_state.ts";
import { noteNode } from "./noting.ts";
import { containerOf } from "./target_keys.ts";
import { verificationFailed } from "./verification.ts";

/** Commands that may wait for one host: a broadcast to the largest host (256 containers), and room beside it. */
const MAX_QUEUED = 300;
/** How long the ledger may take to release a command; it answers within one write. */
const RELEASE_MS = 60_000;
/**
 * How long a client may be at a command that nobody waits for any more. It works on one at a time, without a limit
 * of its own, so that the next would only gather behind it; its answer or a new connection ends the wait sooner.
 */
export const BUSY_MS = 600_000;
/** Commands that are over for us, and may still be answered. */
const MAX_PAST = 64;
/** What one client may add to the history of a command that is over. */
const NOTES_EACH = 3;

/** The ledger hands over a command: it waits for its turn, for the host to come online, or fails. */
export function deliver(state: NodeHostState, command: Command, ctx: NodeHostContext): void {
  if (state.commands.size >= MAX_QUEUED) {
    const reason = `busy: ${MAX_QUEUED} commands wait for ${state.seat.record.serverId} already.`;
    return fail(state, command, reason, ctx);
  }
  if (!openLink(state)) {
    if (command.waitOnlineUntil !== null && command.waitOnlineUntil > ctx.now()) {
      return open(state, command, "waiting");
    }
    const { serverId } = state.seat.record;
    return fail(state, command, `not_connected: ${serverId} is not connected.`, ctx);
  }
  open(state, command, "queued");
  advance(state, ctx);
}

function open(state: NodeHostState, command: Command, phase: OpenCommand["phase"]): void {
  state.commands.set(command.id, { command, phase, stored: undefined, answered: false });
}

function fail(state: NodeHostState, command: Command, reason: string, ctx: NodeHostContext): void {
  state.args.ledger.tell({ type: "commandReported", id: command.id, state: "failed", reason });
  verificationFailed(state, command, reason, ctx);
}

/** The host is there: what waited for it gets into the queue. */
export function queueWaiting(state: NodeHostState, ctx: NodeHostContext): void {
  for (const entry of state.commands.values()) {
    if (entry.phase === "waiting") entry.phase = "queued";
  }
  advance(state, ctx);
}

/** Asks the ledger to release the next command, when the client has nothing in hand. */
export function advance(state: NodeHostState, ctx: NodeHostContext): void {
  if (state.slot || !openLink(state)) return;
  for (const entry of state.commands.values()) {
    if (entry.phase !== "queued") continue;
    entry.phase = "ready";
    const { command } = entry;
    state.slot = { command, sentAt: null, abandoned: false };
    ctx.timers.once("slot", RELEASE_MS, { type: "slotOverdue", commandId: command.id });
    const { id } = command;
    return void state.args.ledger.tell({ type: "commandReady", id }, command.correlationId);
  }
}

/** The client has nothing in hand any more. */
export function freeSlot(state: NodeHostState, ctx: NodeHostContext): void {
  state.slot = undefined;
  allowSilence(state, 0, ctx);
  ctx.timers.cancel("slot");
  advance(state, ctx);
  announceNode(state, ctx);
}

/** Nobody waits for the command any more. A client that has it in hand is busy all the same. */
export function withdraw(state: NodeHostState, id: string, ctx: NodeHostContext): void {
  const entry = state.commands.get(id);
  if (!entry) return;
  state.commands.delete(id);
  verificationFailed(state, entry.command, "The container was not asked in time.", ctx);
  if (entry.phase === "sent") remember(state, entry.command);
  if (state.slot?.command.id !== id) return;
  if (entry.phase !== "sent") return freeSlot(state, ctx);
  state.slot.abandoned = true;
  noteNode(state.seat, ctx, "clientStillBusy", containerOf(entry.command.target.key) ?? null, id);
  ctx.timers.once("slot", BUSY_MS, { type: "slotOverdue", commandId: id });
  announceNode(state, ctx);
}

/** The ledger did not release it, or the client is at it for too long: the next one has its turn. */
export function slotOverdue(state: NodeHostState, id: string, ctx: NodeHostContext): void {
  if (state.slot?.command.id !== id) return;
  const entry = state.commands.get(id);
  if (entry?.phase === "sent") return;
  if (entry) state.commands.delete(id);
  freeSlot(state, ctx);
}

/** A command that is over for us may still be answered. */
export function remember(state: NodeHostState, command: Command): void {
  state.past.set(command.id, { command, notesLeft: NOTES_EACH });
  const [oldest] = state.past.keys();
  if (state.past.size > MAX_PAST && oldest !== undefined) state.past.delete(oldest);
}

/** How a command ended. */
export type Conclusion = Pick<CommandReported, "reason" | "result"> & {
  readonly state: "completed" | "failed" | "unknown";
};

/** Reports the end of a command, once. */
export function conclude(
  state: NodeHostState,
  { command, phase }: OpenCommand,
  conclusion: Conclusion,
  ctx: NodeHostContext,
): void {
  if (!state.commands.delete(command.id)) return;
  ctx.timers.cancel(`rotation:${command.id}`);
  if (phase === "sent") remember(state, command);
  state.args.ledger.tell({ type: "commandReported", id: command.id, ...conclusion });
  if (conclusion.state !== "completed") {
    verificationFailed(state, command, conclusion.reason ?? "The check failed.", ctx);
  }
}

/**
 * The link has gone. What was not sent fails, unless it may wait for the host; what was sent may still be answered,
 * so the ledger waits until its deadline, and then calls it unknown. A client that connects anew is not busy.
 */
export function linkGone(state: NodeHostState, reason: string, ctx: NodeHostContext): void {
  state.slot = undefined;
  allowSilence(state, 0, ctx);
  ctx.timers.cancel("slot");
  for (const entry of [...state.commands.values()]) {
    const { id, waitOnlineUntil } = entry.command;
    if (entry.phase === "sent") {
      state.args.ledger.tell({ type: "commandDoubtful", id, reason });
    } else if (
      entry.phase !== "ready" && waitOnlineUntil !== null && waitOnlineUntil > ctx.now()
    ) {
      entry.phase = "waiting";
    } else {
      const lost = `not_connected: the connection was lost before anything was sent (${reason}).`;
      conclude(state, entry, { state: "failed", reason: lost }, ctx);
    }
  }
}

/** True while frames must not gather in the client's queue of 32: it reads nothing while it works for us. */
export function isBusy({ slot }: NodeHostState): boolean {
  return slot !== undefined;
}
