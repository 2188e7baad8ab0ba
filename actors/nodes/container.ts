import type { ContainerStats } from "../../protocols/mserver/events.ts";
import type { ActorDefinition } from "../kernel/mod.ts";
import { MEMBER_RESTART } from "../member_restart.ts";
import { noteEra, noteEraOfPayout, notePayout, noteValidator } from "./chain_events.ts";
import { judgeContainer } from "./container_health.ts";
import {
  type ContainerArgs,
  type ContainerContext,
  type ContainerState,
  note,
  summariseContainer,
} from "./container_state.ts";
import type { ContainerMessage } from "./host_messages.ts";
import { pointBetween } from "./reading_points.ts";
import { amendContainer } from "./seat.ts";
import { containerChanged } from "./topics.ts";

/** A container that changes all the time is told of this often; what it changed to in between is not news. */
const ANNOUNCE_MS = 2_000;

/**
 * One container: its last reading, its chain, and its history. It hears from its host's actor alone, and has no
 * liveness of its own: whether it can be heard is a fact of its host.
 */
export const containerActor: ActorDefinition<ContainerMessage, ContainerState, ContainerArgs> = {
  kind: "container",
  // The queue of a client that comes back (100 readings) twice over.
  mailbox: { capacity: 256, whenFull: "dropOldest" },
  restart: MEMBER_RESTART,
  init(_ctx, args) {
    return {
      ...args,
      verdict: judgeContainer(args.seat, args.host),
      before: undefined,
      announcedAt: -ANNOUNCE_MS,
      announcing: false,
    };
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "containerReported":
        return onReported(state, message, ctx);
      case "containerMissing":
        return onMissing(state, ctx);
      case "eraBegan":
        return told(state, noteEra(state, message, ctx), ctx);
      case "validatorChanged":
        return told(state, noteValidator(state, message.event, message.at, ctx), ctx);
      case "payoutChecked": {
        const began = noteEraOfPayout(state, message.check, message.at, ctx);
        return told(state, notePayout(state, message.check, message.at, ctx) || began, ctx);
      }
      case "backupTold":
        amendContainer(state.seat, { backup: { file: message.file, at: message.at } });
        note(state, "backupCompleted", message.file, ctx);
        return announce(state, ctx);
      case "hostChanged":
        return told(state, judge(state), ctx);
      case "announceDue":
        state.announcing = false;
        return announce(state, ctx);
    }
  },
};

function onReported(
  state: ContainerState,
  { stats, at, live }: Extract<ContainerMessage, { readonly type: "containerReported" }>,
  ctx: ContainerContext,
): void {
  remember(state, stats, at);
  if (!live) return;
  const { seat } = state;
  const old = seat.stats;
  const returned = !seat.present;
  seat.stats = stats;
  seat.statsAt = at;
  seat.present = true;
  const replaced = old !== null && old.id !== stats.id;
  if (returned || replaced) {
    seat.dirty = true;
    state.host.healthMoved = true;
    if (old !== null) note(state, "containerStarted", replaced ? `as ${stats.id}` : "", ctx);
  }
  const changed = isNews(old, stats) && judge(state, ctx);
  if (returned || replaced || changed || old?.nickname !== stats.nickname) announce(state, ctx);
}

/** What a health is judged by; everything else only moves. */
function isNews(old: ContainerStats | null, stats: ContainerStats): boolean {
  return old === null || old.syncState !== stats.syncState || old.status !== stats.status;
}

function onMissing(state: ContainerState, ctx: ContainerContext): void {
  if (!state.seat.present) return;
  state.seat.present = false;
  state.seat.dirty = true;
  note(state, "containerStopped", "", ctx);
  judge(state);
  announce(state, ctx);
}

/** Judges the container's health. True when it has changed. */
function judge(state: ContainerState, ctx?: ContainerContext): boolean {
  const before = state.verdict;
  state.verdict = judgeContainer(state.seat, state.host);
  if (before.reason === state.verdict.reason) return false;
  state.host.healthMoved = true;
  if (ctx && before.health !== state.verdict.health) {
    state.seat.dirty = true;
    note(state, "syncState", state.verdict.reason, ctx);
  }
  return true;
}

/** Readings sooner than this after the last are left out of the history: no client is set to less than a second. */
const CLOSEST_MS = 500;

/** Into the history: seconds, and minutes as they end. What is older than the last reading is no news. */
function remember(state: ContainerState, stats: ContainerStats, at: number): void {
  const { before, seat } = state;
  if (before && at - before.at < CLOSEST_MS) return;
  state.before = { stats, at };
  const point = pointBetween(before, stats, at);
  seat.ring.push(point);
  const record = seat.tally.add(point);
  if (record) state.history.tell({ type: "minuteEnded", containerId: seat.record.id, record });
}

function told(state: ContainerState, changed: boolean, ctx: ContainerContext): void {
  if (changed) announce(state, ctx);
}

/** Tells whoever looks at the fleet, at once or, if it was told just now, a little later. */
function announce(state: ContainerState, ctx: ContainerContext): void {
  if (state.announcing) return;
  const waitMs = state.announcedAt + ANNOUNCE_MS - ctx.monotonicMs();
  if (waitMs > 0) {
    state.announcing = true;
    return ctx.timers.once("announce", waitMs, { type: "announceDue" });
  }
  state.announcedAt = ctx.monotonicMs();
  ctx.publish(containerChanged, summariseContainer(state.seat, state.host));
}
