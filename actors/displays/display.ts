import { type ActorDefinition, stop } from "../kernel/mod.ts";
import { judge, seen } from "../liveness.ts";
import { MEMBER_RESTART } from "../member_restart.ts";
import { livenessChanged } from "../topics.ts";
import { deliver, delivered, letAllGo, nextTurn, release, withdraw } from "./command_flow.ts";
import { settleSuspect } from "./crash_reports.ts";
import { takeIn } from "./device_events.ts";
import {
  announce,
  type DisplayArgs,
  type DisplayContext,
  type DisplayState,
  newDisplayState,
  note,
} from "./display_state.ts";
import type { DisplayLink, LinkMessage } from "./link.ts";
import type { DisplayMessage } from "./messages.ts";
import { stayedAway } from "./powering.ts";
import { claim, holderAnswered, holderSilent, linkClosed, resumeSeat } from "./registration.ts";
import { turnIsSettled } from "./order_turns.ts";
import { isOfReturning } from "./returning.ts";
import { amend, wireName } from "./seat.ts";
import { callRound, roundCalled, woken } from "./waking.ts";

/** How far the last sign of life on the disk may lag behind while all is well. */
const LAST_SEEN_LAG_MS = 600_000;

/**
 * One display: the device that holds its name, what it runs, and the commands in its hands. Its key is the
 * display's id. A crash loses what the device has said, and keeps its record and its links.
 */
export const displayActor: ActorDefinition<DisplayMessage, DisplayState, DisplayArgs> = {
  kind: "display",
  // Four seconds of the most that a device may say, and a burst of commands. Whoever finds it full is told so at
  // once: the ledger ends the command, instead of waiting for one that was pushed out.
  mailbox: { capacity: 2_048, whenFull: "dropNewest" },
  restart: MEMBER_RESTART,
  init(ctx, args) {
    const state = args.seat.state = newDisplayState(args, ctx);
    const firstCheckMs = args.checkIntervalMs * (0.5 + ctx.random() / 2);
    ctx.timers.once("check", firstCheckMs, { type: "checkDue" });
    resumeSeat(state, ctx);
    judgeLiveness(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "deviceSpoke":
        return onDeviceSpoke(state, message, ctx);
      case "linkAlive":
        isFromHolder(state, message.link, ctx);
        return;
      case "claimName":
        claim(state, message.link, message.facts, ctx);
        judgeLiveness(state, ctx);
        return announce(state, ctx);
      case "linkClosed":
        return onLinkClosed(state, message.link, message.reason, ctx);
      case "deliverCommand":
        return deliver(state, message.command, ctx);
      case "releaseCommand":
        return release(state, message.id, ctx);
      case "withdrawCommand":
        return withdraw(state, message.id, ctx);
      case "turnOver":
        return nextTurn(state, ctx);
      case "commandDelivered":
        return delivered(state, message.commandId, ctx);
      case "identityChanged":
        return announce(state, ctx);
      case "forgotten":
        leave(state, message.reason);
        return stop(message.reason);
      case "judgeLiveness":
        return judgeLiveness(state, ctx);
      case "checkDue":
        return checkConnection(state, ctx);
      case "claimUnanswered":
        holderSilent(state, message.linkId, ctx);
        return announce(state, ctx);
      case "crashConfirmed":
        if (settleSuspect(state, message.program, ctx)) announce(state, ctx);
        return;
      case "wakeDue":
        return callRound(state, message, ctx);
      case "wakeCalled":
        return roundCalled(state, message, ctx);
      case "stayedAway":
        if (stayedAway(state, message.id)) announce(state, ctx);
        return;
    }
  },
  stopped(state) {
    state.seat.state = undefined;
    rememberLastSeen(state, 0);
    letAllGo(state, "the display's actor was stopped");
  },
};

function onDeviceSpoke(
  state: DisplayState,
  { link, event }: Extract<LinkMessage, { type: "deviceSpoke" }>,
  ctx: DisplayContext,
): void {
  const counts = isFromHolder(state, link, ctx) || isOfReturning(state, link, event);
  if (counts && takeIn(state, link, event, ctx)) announce(state, ctx);
  if (turnIsSettled(state)) nextTurn(state, ctx);
  if (link !== state.seat.link) answerContender(link, event.type);
}

/** Notes the sign of life, and answers whether it came from the device that holds the name. */
function isFromHolder(state: DisplayState, link: DisplayLink, ctx: DisplayContext): boolean {
  if (link !== state.seat.link) {
    if (!state.seat.link && link.peerAddress === state.seat.record.peerAddress) {
      seen(state.liveness, ctx.monotonicMs(), ctx.now());
    }
    return false;
  }
  const sooner = seen(state.liveness, ctx.monotonicMs(), ctx.now());
  if (sooner || state.liveness.state !== "online") judgeLiveness(state, ctx);
  if (state.challenged) holderAnswered(state, ctx);
  if (state.commands.size > 0) woken(state, ctx, "answered");
  return true;
}

function onLinkClosed(
  state: DisplayState,
  link: DisplayLink,
  reason: string,
  ctx: DisplayContext,
): void {
  linkClosed(state, link, reason, ctx);
  judgeLiveness(state, ctx);
  announce(state, ctx);
}

/** A refused device goes on beating; a reconnect would not get it the name. */
function answerContender(link: DisplayLink, eventType: string): void {
  if (eventType === "heartbeatReceived") {
    link.send({ type: "heartbeatRefused", shouldReconnect: false });
  } else if (eventType === "pinged") link.send({ type: "answerPing" });
}

/** Judges, says a change once, and looks again when silence could change the verdict. */
function judgeLiveness(state: DisplayState, ctx: DisplayContext): void {
  const monotonicMs = ctx.monotonicMs();
  const { before, nextAt } = judge(state.liveness, monotonicMs, ctx.now());
  if (Number.isFinite(nextAt)) {
    const delayMs = Math.max(1, nextAt - monotonicMs);
    ctx.timers.once("liveness", delayMs, { type: "judgeLiveness" });
  }
  if (state.liveness.state === before) return;
  rememberLiveness(state);
  const { id, name } = state.seat.record;
  const { state: to, reason } = state.liveness;
  note(state, ctx, to, reason);
  ctx.publish(livenessChanged, {
    kind: "display",
    key: String(id),
    name,
    from: before,
    to,
    reason,
  });
  announce(state, ctx);
}

function rememberLiveness(state: DisplayState): void {
  const { lastSeenAt, state: liveness } = state.liveness;
  amend(state.seat, { lastSeenAt, reportedOffline: liveness === "offline" });
}

function checkConnection(state: DisplayState, ctx: DisplayContext): void {
  ctx.timers.once("check", state.args.checkIntervalMs, { type: "checkDue" });
  rememberLastSeen(state, LAST_SEEN_LAG_MS);
  const { link } = state.seat;
  // A full mailbox may have lost the word that the link has closed.
  if (link?.open === false) return onLinkClosed(state, link, "the connection is gone", ctx);
  link?.send({ type: "checkConnection", name: wireName(state.seat) });
}

/** Every display is heard every few seconds; what is on the disk need not follow that closely. */
function rememberLastSeen(
  { liveness: { lastSeenAt }, seat }: DisplayState,
  mayLagMs: number,
): void {
  const saved = seat.record.lastSeenAt;
  if (lastSeenAt !== null && (saved === null || lastSeenAt - saved > mayLagMs)) {
    amend(seat, { lastSeenAt });
  }
}

/** The display is no more: its devices reconnect, and are new ones. */
function leave(state: DisplayState, reason: string): void {
  state.forgotten = true;
  const links = [state.seat.link, ...state.seat.contenders.map((contender) => contender.link)];
  letAllGo(state, reason);
  state.seat.link = undefined;
  state.seat.contenders = [];
  for (const link of links) {
    link?.bind(undefined);
    link?.drop(reason);
  }
}
