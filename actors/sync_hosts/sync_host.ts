import type { SyncState } from "../../protocols/syncguard/events.ts";
import { type ActorDefinition, stop } from "../kernel/mod.ts";
import { thresholds } from "../liveness.ts";
import { MEMBER_RESTART } from "../member_restart.ts";
import { changeState, judgeFlapping } from "./host_changes.ts";
import { judgeLiveness, rememberRhythm } from "./host_presence.ts";
import { noteOf, tell } from "./host_telling.ts";
import type { PollStatus, SyncHostMessage } from "./messages.ts";
import { heard } from "./rhythm.ts";
import { amend } from "./seat.ts";
import type { SyncSource } from "./store.ts";
import {
  type HostContext,
  newSyncHostState,
  type SyncHostArgs,
  type SyncHostState,
} from "./sync_host_state.ts";

/**
 * One sync host: what its card does, since when, and whether it is there. Its key is the host's id. A line that
 * says nothing new costs no allocation and no write.
 */
export const syncHostActor: ActorDefinition<SyncHostMessage, SyncHostState, SyncHostArgs> = {
  kind: "syncHost",
  // Ten lines a second are the fastest setting; half a minute of them fits. Beyond, the socket is not read.
  mailbox: { capacity: 256, whenFull: "wait" },
  restart: MEMBER_RESTART,
  init(ctx, args) {
    const state = args.seat.state = newSyncHostState(args);
    judgeLiveness(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "stateReported":
        state.pushedAt = ctx.monotonicMs();
        return takeIn(state, message.state, "pushed", ctx);
      case "statePolled":
        return takeIn(state, message.state, "polled", ctx);
      case "pollChanged":
        return onPollChanged(state, message.status, ctx);
      case "identityChanged":
        return tell(state, [], null);
      case "judgeLiveness":
        return judgeLiveness(state, ctx);
      case "judgeFlapping":
        return judgeFlapping(state, ctx);
      case "forgotten":
        return stop(message.reason);
    }
  },
  stopped(state) {
    state.seat.state = undefined;
    rememberRhythm(state, 0);
  },
};

function takeIn(
  state: SyncHostState,
  reported: SyncState,
  source: SyncSource,
  ctx: HostContext,
): void {
  const { seat } = state;
  state.reports[reported]++;
  const sooner = heard(seat, ctx.monotonicMs(), ctx.now());
  // The guide's answer knows two words only; lines that the host pushes by itself say more.
  if (source === "pushed" || !pushes(state, ctx)) {
    if (reported !== seat.record.state) changeState(state, reported, source, ctx);
    else if (source !== seat.record.source) amend(seat, { source });
  }
  // After the state: nobody is to hear that a host is back with what it said before it went.
  if (sooner || seat.track.state !== "online") judgeLiveness(state, ctx);
}

function pushes(state: SyncHostState, ctx: HostContext): boolean {
  return ctx.monotonicMs() - state.pushedAt < thresholds(state.seat.track).offlineAfterMs;
}

function onPollChanged(state: SyncHostState, status: PollStatus, ctx: HostContext): void {
  const { seat } = state;
  const before = seat.poll;
  seat.poll = status;
  const at = ctx.now();
  const since = before?.since ?? null;
  const heldMs = since === null ? null : at - since;
  const from = before?.state ?? null;
  const reason = status.detail;
  tell(state, [{ ...noteOf(state, at, "poll"), from, to: status.state, heldMs, reason }], null);
}
