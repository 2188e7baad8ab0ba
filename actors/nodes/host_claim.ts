import { judge, linkLost, linkOpened } from "../liveness.ts";
import { livenessChanged } from "../topics.ts";
import { queueWaiting } from "./commands/command_slot.ts";
import { linkGone } from "./commands/command_withdrawal.ts";
import { announceNode } from "./host_summary.ts";
import { resumeFollows } from "./logs/log_follow.ts";
import type { NodeLink } from "./link.ts";
import type { NodeHostMessage } from "./host_messages.ts";
import type { NodeHostContext, NodeHostState } from "./node_host_state.ts";
import { noteNode } from "./noting.ts";
import { amend } from "./seat.ts";

type Claim = Extract<NodeHostMessage, { readonly type: "claimNode" }>;

/** Another client of the same server id has come. RFC 6455, section 7.4.2: 4000 to 4999 are for applications. */
const CLOSE_REPLACED = 4000;
/** The host was forgotten; its client may come back as a new one. */
const CLOSE_FORGOTTEN = 4001;

const WELCOME = "connected to Signalbox";

/** A client has registered under this server id: the newer link wins. Its first word is `registered`. */
export function claim(state: NodeHostState, message: Claim, ctx: NodeHostContext): void {
  const { link, version, account, at, capabilities } = message;
  // The client may have gone while it was let in.
  if (!link.open) return;
  const old = state.seat.link;
  if (old && old !== link) {
    noteNode(state.seat, ctx, "takenOver", null, `by ${link.peerAddress}, from ${old.peerAddress}`);
    leave(state, "a newer connection of the same server id", ctx);
    old.close(CLOSE_REPLACED, "replaced by a newer connection of the same server id");
  }
  const { record } = state.seat;
  if (record.version !== "" && record.version !== version) {
    noteNode(state.seat, ctx, "versionChanged", null, `${record.version} → ${version}`);
  }
  const peerAddress = link.peerAddress;
  amend(state.seat, { version, account: account ?? record.account, peerAddress });
  state.seat.link = link;
  state.seat.capabilities = capabilities;
  state.clockOffsetMs = at === null ? null : at - ctx.now();
  linkOpened(state.liveness, ctx.monotonicMs(), ctx.now());
  noteNode(state.seat, ctx, "registered", null, peerAddress);
  link.say({ type: "registered", serverId: record.serverId, message: WELCOME });
  judgeLiveness(state, ctx);
  announceNode(state, ctx);
  queueWaiting(state, ctx);
  resumeFollows(state, ctx);
}

/** A link has closed; an older one is no news. */
export function linkClosed(
  state: NodeHostState,
  link: NodeLink,
  reason: string,
  ctx: NodeHostContext,
): void {
  if (state.seat.link !== link) return;
  noteNode(state.seat, ctx, "disconnected", null, reason);
  leave(state, reason, ctx);
  judgeLiveness(state, ctx);
  announceNode(state, ctx);
}

function leave(state: NodeHostState, reason: string, ctx: NodeHostContext): void {
  state.seat.link = undefined;
  linkLost(state.liveness, ctx.monotonicMs());
  linkGone(state, reason, ctx);
}

/** The host is no more: its client reconnects, and is a new one. */
export function forget(state: NodeHostState, ctx: NodeHostContext): void {
  state.forgotten = true;
  const { link } = state.seat;
  leave(state, "the host was forgotten", ctx);
  link?.close(CLOSE_FORGOTTEN, "forgotten by an operator");
}

/** The actor is back after a crash, and the link may have closed meanwhile. */
export function resume(state: NodeHostState, ctx: NodeHostContext): void {
  const { link } = state.seat;
  if (link && !link.open) linkClosed(state, link, "closed while the host's actor was down", ctx);
  else judgeLiveness(state, ctx);
}

/** Judges, says a change once, and looks again when silence could change the verdict. */
export function judgeLiveness(state: NodeHostState, ctx: NodeHostContext): void {
  const { seat } = state;
  // A full mailbox may have lost the word that the link has closed.
  if (seat.link?.open === false) return linkClosed(state, seat.link, "the connection is gone", ctx);
  const monotonicMs = ctx.monotonicMs();
  const { before, nextAt } = judge(state.liveness, monotonicMs, ctx.now());
  if (Number.isFinite(nextAt)) {
    ctx.timers.once("liveness", Math.max(1, nextAt - monotonicMs), { type: "judgeLiveness" });
  }
  const { state: to, reason, lastSeenAt } = state.liveness;
  if (to === before) return;
  amend(seat, { lastSeenAt, reportedOffline: to === "offline" });
  noteNode(seat, ctx, "liveness", null, `${to}: ${reason}`);
  const { serverId } = seat.record;
  const name = seat.system?.hostName ?? serverId;
  ctx.publish(livenessChanged, { kind: "node", key: serverId, name, from: before, to, reason });
  announceNode(state, ctx);
}
