import type { ActorDefinition } from "../kernel/mod.ts";
import { stop } from "../kernel/mod.ts";
import { linkLost, seen } from "../liveness.ts";
import { MEMBER_RESTART } from "../member_restart.ts";
import { onAnswer } from "./commands/command_answers.ts";
import { release } from "./commands/command_release.ts";
import { deliver, slotOverdue } from "./commands/command_slot.ts";
import { endFollows, linkGone, withdraw } from "./commands/command_withdrawal.ts";
import { claim, forget, judgeLiveness, linkClosed, resume } from "./host_claim.ts";
import { takeIn } from "./host_reports.ts";
import { flushKeys, keySaved, keyUnsaved, onKeyUpdated, saveKeysAgain } from "./key_saving.ts";
import type { NodeLink } from "./link.ts";
import { followDue } from "./logs/log_follow.ts";
import type { NodeMemberEvent } from "./messages.ts";
import type { NodeHostMessage } from "./host_messages.ts";
import {
  newNodeHostState,
  type NodeHostArgs,
  type NodeHostContext,
  type NodeHostState,
} from "./node_host_state.ts";
import { rotationOverdue } from "./rotation/rotation_results.ts";
import { onSavedSummary } from "./summaries.ts";
import { tidy, TIDY_MS } from "./tidying.ts";
import { recordVerification, verificationKept } from "./verification.ts";

/**
 * One node host: the client that holds its server id, its containers, and the commands in its hands, of which the
 * client gets one at a time. Its key is the server id. A crash loses what the client has said of itself, and keeps its
 * record, its link, its containers and every key that is not on the disk yet.
 */
export const nodeHostActor: ActorDefinition<NodeHostMessage, NodeHostState, NodeHostArgs> = {
  kind: "node",
  // The queue of a client that comes back (100 readings), a broadcast to all its containers, and room beside them.
  mailbox: { capacity: 1_024, whenFull: "dropNewest" },
  restart: MEMBER_RESTART,
  init(ctx, args) {
    const state = args.seat.state = newNodeHostState(args, ctx);
    ctx.timers.once("tidy", TIDY_MS * (0.5 + ctx.random() / 2), { type: "tidyDue" });
    for (const saving of state.seat.unsavedKeys) saving.underWay = false;
    saveKeysAgain(state, ctx);
    resume(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "nodeEvent":
        return onEvent(state, message.link, message.event, ctx);
      case "transportAlive":
        isFromHolder(state, message.link, ctx);
        return;
      case "linkClosed":
        return linkClosed(state, message.link, message.reason, ctx);
      case "claimNode":
        return claim(state, message, ctx);
      case "summarySaved":
        return onSavedSummary(state, message.event, ctx);
      case "deliverCommand":
        return deliver(state, message.command, ctx);
      case "releaseCommand":
        return release(state, message.id, ctx);
      case "withdrawCommand":
        return withdraw(state, message.id, ctx);
      case "slotOverdue":
        return slotOverdue(state, message.commandId, ctx);
      case "rotationOverdue":
        return rotationOverdue(state, message.commandId, ctx);
      case "followDue":
        return followDue(state, message.commandId, ctx);
      case "keySaved":
        return keySaved(state, message.saving, message.stored, ctx);
      case "keyUnsaved":
        return keyUnsaved(state, message.saving, message.cause, ctx);
      case "saveKeysAgain":
        return saveKeysAgain(state, ctx);
      case "verificationRefused":
        return recordVerification(state, message.keyId, false, message.detail, ctx);
      case "verificationKept":
        return verificationKept(state, message, ctx);
      case "judgeLiveness":
        return judgeLiveness(state, ctx);
      case "tidyDue":
        return tidy(state, ctx);
      case "forgotten":
        forget(state, ctx);
        return stop("forgotten");
      case "ignored":
        return;
    }
  },
  async stopped(state, _reason, ctx) {
    state.seat.state = undefined;
    state.seat.record = { ...state.seat.record, lastSeenAt: state.liveness.lastSeenAt };
    state.seat.dirty = true;
    linkLost(state.liveness, ctx.monotonicMs());
    endFollows(state, ctx);
    linkGone(state, "the host's actor was stopped", ctx);
    await flushKeys(state);
  },
};

function onEvent(
  state: NodeHostState,
  link: NodeLink,
  event: NodeMemberEvent,
  ctx: NodeHostContext,
): void {
  if (isFromHolder(state, link, ctx)) return takeIn(state, link, event, ctx);
  // What must not be lost, whoever is the holder by now: a key, and an answer, which may be one.
  if (event.type === "keyUpdated") onKeyUpdated(state, link, event, ctx);
  if (event.type === "commandAnswered") onAnswer(state, link, event, ctx);
}

/** Notes the sign of life, and answers whether it came over the link that holds the server id. */
function isFromHolder(state: NodeHostState, link: NodeLink, ctx: NodeHostContext): boolean {
  if (link !== state.seat.link) return false;
  const sooner = seen(state.liveness, ctx.monotonicMs(), ctx.now());
  if (sooner || state.liveness.state !== "online") judgeLiveness(state, ctx);
  return true;
}
