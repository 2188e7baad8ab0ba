import type { Command } from "../../ledger/command.ts";
import type { CommandReported } from "../../ledger/messages.ts";
import { isConcurrent } from "../capabilities.ts";
import { sayDivider } from "./command_output.ts";
import { announceNode } from "../host_summary.ts";
import { isFollow, MAX_FOLLOWS } from "../logs/log_follow_state.ts";
import {
  allowSilence,
  type NodeHostContext,
  type NodeHostState,
  type OpenCommand,
  openLink,
} from "../node_host_state.ts";
import { verificationFailed } from "../verification.ts";

/** Commands that may wait for one host: a broadcast to the largest host (256 containers), and room beside it. */
const MAX_QUEUED = 300;
/** How long the ledger may take to release a command; it answers within one write. */
const RELEASE_MS = 60_000;
/**
 * How long a client may be at a command that nobody waits for any more. It works on one at a time, without a limit
 * of its own, so that the next would only gather behind it; its answer or a new connection ends the wait sooner.
 */
export const BUSY_MS = 600_000;
/** Commands that our own agent gets at once; a broadcast to a large host leaves in portions, as answers come. */
const MAX_IN_HAND = 64;
/** Commands that are over for us, and may still be answered. */
const MAX_PAST = 64;
/** What one client may add to the history of a command that is over. */
const NOTES_EACH = 3;

/** The ledger hands over a command: it waits for its turn, for the host to come online, or fails. */
export function deliver(state: NodeHostState, command: Command, ctx: NodeHostContext): void {
  const { serverId } = state.seat.record;
  if (state.commands.size >= MAX_QUEUED) {
    return fail(state, command, `busy: ${MAX_QUEUED} commands wait for ${serverId} already.`, ctx);
  }
  const follows = isFollow(command.order);
  if (follows && countFollows(state) >= MAX_FOLLOWS) {
    return fail(state, command, `busy: ${MAX_FOLLOWS} logs of ${serverId} are followed.`, ctx);
  }
  if (openLink(state)) {
    open(state, command, "queued");
    return advance(state, ctx);
  }
  if (command.waitOnlineUntil === null || command.waitOnlineUntil <= ctx.now()) {
    return fail(state, command, `not_connected: ${serverId} is not connected.`, ctx);
  }
  open(state, command, "waiting");
  if (follows) sayDivider(state, command.id, "away");
}

function countFollows(state: NodeHostState): number {
  let follows = 0;
  for (const { command } of state.commands.values()) if (isFollow(command.order)) follows++;
  return follows;
}

function open(state: NodeHostState, command: Command, phase: OpenCommand["phase"]): void {
  state.commands.set(command.id, {
    command,
    phase,
    sentAt: null,
    sentOver: undefined,
    saidSequence: 0,
    stored: undefined,
    answered: false,
  });
}

function fail(state: NodeHostState, command: Command, reason: string, ctx: NodeHostContext): void {
  state.args.ledger.tell({ type: "commandReported", id: command.id, state: "failed", reason });
  verificationFailed(state, command, reason, ctx);
}

/** The host is there: what waited for it gets into the queue. */
export function queueWaiting(state: NodeHostState, ctx: NodeHostContext): void {
  for (const entry of state.commands.values()) {
    if (entry.phase !== "waiting") continue;
    entry.phase = "queued";
    if (isFollow(entry.command.order)) sayDivider(state, entry.command.id, "back");
  }
  advance(state, ctx);
}

/**
 * Asks the ledger to release the next command, when a fielded client has nothing in hand; or as many as a client may
 * have in hand that can do several things at a time.
 */
export function advance(state: NodeHostState, ctx: NodeHostContext): void {
  if (state.slot || !openLink(state)) return;
  const concurrent = isConcurrent(state.seat);
  let room = concurrent ? MAX_IN_HAND - countInHand(state) : 1;
  for (const entry of state.commands.values()) {
    if (room <= 0) return;
    if (entry.phase !== "queued") continue;
    room--;
    const { command } = entry;
    const { id: commandId } = command;
    entry.phase = "ready";
    if (!concurrent) state.slot = { command, wireId: commandId, sentAt: null, abandoned: false };
    const key = concurrent ? releaseKey(commandId) : "slot";
    ctx.timers.once(key, RELEASE_MS, { type: "slotOverdue", commandId });
    state.args.ledger.tell({ type: "commandReady", id: commandId }, command.correlationId);
  }
}

/** The timer of a release, where there is no slot. */
export function releaseKey(commandId: string): string {
  return `release:${commandId}`;
}

/** Logs that are followed have a limit of their own, and no end: they leave room for others. */
function countInHand(state: NodeHostState): number {
  let inHand = 0;
  for (const { phase, command } of state.commands.values()) {
    if ((phase === "ready" || phase === "sent") && !isFollow(command.order)) inHand++;
  }
  return inHand;
}

/** The client has nothing in hand any more. */
export function freeSlot(state: NodeHostState, ctx: NodeHostContext): void {
  state.slot = undefined;
  allowSilence(state, 0, ctx);
  ctx.timers.cancel("slot");
  advance(state, ctx);
  announceNode(state, ctx);
}

/** The ledger did not release it, or the client is at it for too long: the next one has its turn. */
export function slotOverdue(state: NodeHostState, id: string, ctx: NodeHostContext): void {
  const entry = state.commands.get(id);
  if (entry?.phase === "sent") return;
  if (entry?.phase === "ready") state.commands.delete(id);
  if (state.slot?.wireId === id) freeSlot(state, ctx);
  else advance(state, ctx);
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
  ctx.timers.cancel(releaseKey(command.id));
  if (phase === "sent") remember(state, command);
  state.args.ledger.tell({ type: "commandReported", id: command.id, ...conclusion });
  if (conclusion.state !== "completed") {
    verificationFailed(state, command, conclusion.reason ?? "The check failed.", ctx);
  }
}

/** True while frames must not gather in the client's queue of 32: it reads nothing while it works for us. */
export function isBusy({ slot }: NodeHostState): boolean {
  return slot !== undefined;
}
