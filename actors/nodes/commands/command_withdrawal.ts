import { isCapable } from "../capabilities.ts";
import { advance, BUSY_MS, conclude, freeSlot, releaseKey, remember } from "./command_slot.ts";
import { sayDivider } from "./command_output.ts";
import { announceNode } from "../host_summary.ts";
import { endFollow, pauseFollow } from "../logs/log_follow.ts";
import { isFollow } from "../logs/log_follow_state.ts";
import {
  allowSilence,
  type NodeHostContext,
  type NodeHostState,
  type OpenCommand,
} from "../node_host_state.ts";
import { noteNode } from "../noting.ts";
import { containerOf } from "../target_keys.ts";
import { verificationFailed } from "../verification.ts";

/**
 * Nobody waits for the command any more. A client of ours is told to end it; a fielded one that has it in hand is busy
 * all the same.
 */
export function withdraw(state: NodeHostState, id: string, ctx: NodeHostContext): void {
  const entry = state.commands.get(id);
  if (!entry) return;
  state.commands.delete(id);
  ctx.timers.cancel(releaseKey(id));
  verificationFailed(state, entry.command, "The container was not asked in time.", ctx);
  const follow = state.follows.get(id);
  if (follow) return endFollow(state, follow, ctx);
  if (entry.phase === "sent") {
    remember(state, entry.command);
    if (isCapable(state.seat, "command_cancel")) {
      state.seat.link?.say({ type: "cancelCommand", commandId: id });
    }
  }
  if (entry.phase === "sent") return leaveBusy(state, entry, ctx);
  if (state.slot?.wireId === id) freeSlot(state, ctx);
  else if (entry.sentOver) makeUse(state, ctx);
}

/** Nobody waits for what a client was sent: it may be at it for some time, and then the next one has its turn. */
export function leaveBusy(
  state: NodeHostState,
  { command: { id, target }, sentOver }: OpenCommand,
  ctx: NodeHostContext,
): void {
  if (state.slot?.wireId !== id) {
    // A client that does several things at a time has room for another.
    if (sentOver) makeUse(state, ctx);
    return;
  }
  state.slot.abandoned = true;
  noteNode(state.seat, ctx, "clientStillBusy", containerOf(target.key) ?? null, id);
  ctx.timers.once("slot", BUSY_MS, { type: "slotOverdue", commandId: id });
  announceNode(state, ctx);
}

function makeUse(state: NodeHostState, ctx: NodeHostContext): void {
  advance(state, ctx);
  announceNode(state, ctx);
}

/**
 * The link has gone. What was not sent fails, unless it may wait for the host; what was sent may still be answered,
 * so the ledger waits until its deadline, and then calls it unknown. A log that is followed waits for the host. A
 * client that connects anew is not busy.
 */
export function linkGone(state: NodeHostState, reason: string, ctx: NodeHostContext): void {
  state.slot = undefined;
  allowSilence(state, 0, ctx);
  ctx.timers.cancel("slot");
  for (const entry of [...state.commands.values()]) {
    const { id, waitOnlineUntil } = entry.command;
    const follow = state.follows.get(id);
    if (follow) {
      pauseFollow(state, follow, ctx);
    } else if (entry.phase === "sent") {
      state.args.ledger.tell({ type: "commandDoubtful", id, reason });
    } else if (
      entry.phase !== "ready" && waitOnlineUntil !== null && waitOnlineUntil > ctx.now()
    ) {
      entry.phase = "waiting";
      if (isFollow(entry.command.order)) sayDivider(state, id, "away");
    } else {
      const lost = `not_connected: the connection was lost before anything was sent (${reason}).`;
      conclude(state, entry, { state: "failed", reason: lost }, ctx);
    }
  }
}

/** The actor ends, and what it knows of the logs that it follows ends with it. */
export function endFollows(state: NodeHostState, ctx: NodeHostContext): void {
  for (const follow of [...state.follows.values()]) {
    endFollow(state, follow, ctx);
    const reason = "The host's actor was stopped, and with it whatever it followed.";
    conclude(state, follow.entry, { state: "failed", reason }, ctx);
  }
}
