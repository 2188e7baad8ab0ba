import type { SyncState } from "../../protocols/syncguard/events.ts";
import type { ActorDefinition, ActorRef, Context } from "../kernel/mod.ts";
import { syncPollChanged } from "./log_topics.ts";
import {
  PollError,
  type PollLink,
  type PollStatus,
  type SyncDialer,
  type SyncHostMessage,
} from "./messages.ts";
import type { PollSetting } from "./settings.ts";

/** How long a connect or an answer may take; the guide's number. */
export const POLL_TIMEOUT_MS = 5_000;
/** How long after a failure the next attempt is made; the guide's number. */
export const RETRY_MS = 30_000;

/** What a poll is started with. */
export interface PollArgs {
  readonly host: ActorRef<SyncHostMessage>;
  /** For the log. */
  readonly name: string;
  readonly setting: PollSetting;
  readonly dialer: SyncDialer;
}

/** The state of one poll. */
export interface PollTarget {
  readonly args: PollArgs;
  link: PollLink | undefined;
  /** True once the incarnation has ended: a connection that comes later is closed at once. */
  ended: boolean;
  /** Monotonic ms at which the question in hand was asked. */
  askedAt: number;
  status: PollStatus;
}

/** To one poll; all from itself. */
export type PollMessage =
  | { readonly type: "pollDue" }
  | { readonly type: "connected"; readonly link: PollLink }
  | { readonly type: "answered"; readonly state: SyncState }
  | { readonly type: "failed"; readonly cause: unknown };

type PollContext = Context<PollMessage>;

/**
 * Asks one host for its status: connects, asks, keeps the connection, asks again. After a failure it closes and
 * waits {@link RETRY_MS}. Says once that it is down, again when the reason is another, and once that it is back.
 */
export const pollTargetActor: ActorDefinition<PollMessage, PollTarget, PollArgs> = {
  kind: "syncPoll",
  // Only its own timers and outcomes come here, one at a time.
  mailbox: { capacity: 8, whenFull: "dropNewest" },
  restart: { whenExhausted: "coolDown", cooldownMs: RETRY_MS },
  init(ctx, args) {
    const { setting } = args;
    // Spread over one interval, so that a wall is not asked in one instant.
    ctx.timers.once("poll", setting.intervalMs * ctx.random(), { type: "pollDue" });
    return { args, link: undefined, ended: false, askedAt: 0, status: waitingStatus(setting) };
  },
  handle(target, message, ctx) {
    switch (message.type) {
      case "pollDue":
        return target.link === undefined ? connect(target, ctx) : ask(target, target.link, ctx);
      case "connected":
        target.link = message.link;
        return ask(target, message.link, ctx);
      case "answered":
        return onAnswer(target, message.state, ctx);
      case "failed":
        return onFailure(target, message.cause, ctx);
    }
  },
  stopped(target) {
    target.ended = true;
    target.link?.close();
  },
};

/** A poll that has not had an answer yet. */
export function waitingStatus(setting: PollSetting): PollStatus {
  return { ...setting, state: "waiting", since: null, failure: null, detail: "" };
}

function connect(target: PollTarget, ctx: PollContext): void {
  const { dialer, setting: { address, port } } = target.args;
  const opened = dialer.open(address, port, POLL_TIMEOUT_MS).then((link) => {
    if (target.ended) link.close();
    return link;
  });
  ctx.pipe(opened, (link) => ({ type: "connected", link }), failed);
}

function ask(target: PollTarget, link: PollLink, ctx: PollContext): void {
  target.askedAt = ctx.monotonicMs();
  ctx.pipe(link.ask(POLL_TIMEOUT_MS), (state) => ({ type: "answered", state }), failed);
}

function failed(cause: unknown): PollMessage {
  return { type: "failed", cause };
}

function onAnswer(target: PollTarget, state: SyncState, ctx: PollContext): void {
  const { host, setting } = target.args;
  if (target.status.state !== "up") {
    setStatus(target, { ...target.status, state: "up", failure: null, detail: "" }, ctx);
  }
  host.tell({ type: "statePolled", state });
  const delayMs = Math.max(0, target.askedAt + setting.intervalMs - ctx.monotonicMs());
  ctx.timers.once("poll", delayMs, { type: "pollDue" });
}

function onFailure(target: PollTarget, cause: unknown, ctx: PollContext): void {
  target.link?.close();
  target.link = undefined;
  const failure = cause instanceof PollError ? cause.failure : "unreachable";
  const detail = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
  if (target.status.state !== "down" || target.status.failure !== failure) {
    setStatus(target, { ...target.status, state: "down", failure, detail }, ctx);
  }
  ctx.timers.once("poll", RETRY_MS, { type: "pollDue" });
}

function setStatus(target: PollTarget, status: PollStatus, ctx: PollContext): void {
  target.status = { ...status, since: ctx.now() };
  target.args.host.tell({ type: "pollChanged", status: target.status });
  ctx.publish(syncPollChanged, { name: target.args.name, ...target.status });
}
