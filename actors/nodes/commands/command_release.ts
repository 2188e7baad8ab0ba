import type { Command } from "../../ledger/command.ts";
import { BUSY_MS, conclude, freeSlot, releaseKey } from "./command_slot.ts";
import { announceNode } from "../host_summary.ts";
import { beginFollow } from "../logs/log_follow.ts";
import { isFollow } from "../logs/log_follow_state.ts";
import {
  allowSilence,
  type NodeHostContext,
  type NodeHostState,
  openLink,
} from "../node_host_state.ts";
import { noteNode } from "../noting.ts";
import { ALL_CONTAINERS, type CommandParams } from "../rules.ts";
import { containerOf } from "../target_keys.ts";

/** The ledger has written `sent`: the bytes may leave, if the link is still there. */
export function release(state: NodeHostState, id: string, ctx: NodeHostContext): void {
  const entry = state.commands.get(id);
  const { slot } = state;
  if (!entry || entry.phase !== "ready" || (slot && slot.wireId !== id)) return;
  const { command } = entry;
  const link = openLink(state);
  const params = link && paramsOf(state, command);
  if (!link || !params) {
    const reason = link
      ? "The key to ask for is not known any more; nothing was sent."
      : "not_connected: the connection was lost before anything was sent.";
    conclude(state, entry, { state: "failed", reason }, ctx);
    return freeSlot(state, ctx);
  }
  entry.phase = "sent";
  entry.sentAt = ctx.now();
  entry.sentOver = link;
  ctx.timers.cancel(releaseKey(id));
  if (slot) {
    slot.sentAt = entry.sentAt;
    ctx.timers.cancel("slot");
  }
  if (isFollow(command.order)) return beginFollow(state, entry, ctx);
  if (slot) allowSilence(state, Math.min(BUSY_MS, command.deadlineAt - ctx.now()), ctx);
  const target = containerOf(command.target.key);
  const { action } = command.order;
  noteNode(state.seat, ctx, "commandSent", target ?? null, action);
  link.say({
    type: "runCommand",
    commandId: id,
    command: action,
    target: target ?? ALL_CONTAINERS,
    params,
  });
  if (action === "rotate_keys") watchRotation(command, ctx);
  announceNode(state, ctx);
}

/** Just before the ledger would call it timed out: a rotation without its key is more than late. */
const ROTATION_MARGIN_MS = 500;

function watchRotation({ id: commandId, deadlineAt }: Command, ctx: NodeHostContext): void {
  const delayMs = Math.max(1, deadlineAt - ROTATION_MARGIN_MS - ctx.now());
  ctx.timers.once(`rotation:${commandId}`, delayMs, { type: "rotationOverdue", commandId });
}

/** The params as the client gets them: with the key in place of its reference. Undefined: the key is gone. */
function paramsOf({ args }: NodeHostState, command: Command): CommandParams | undefined {
  const { key_id: keyId, key_ref: reference, ...params } = command.order.params;
  if (keyId === undefined && reference === undefined) return params;
  const sessionKey = typeof keyId === "string"
    ? args.keys.reveal(keyId)
    : args.vault.take(String(reference));
  return sessionKey === undefined ? undefined : { ...params, session_keys: sessionKey };
}
