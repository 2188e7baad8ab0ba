import { CommitQueue } from "../../commit_queue.ts";
import type { ActorDefinition, ActorRef, Context } from "../../kernel/mod.ts";
import { refuse } from "../../outcome.ts";
import { alertNoticed } from "../alert.ts";
import { alertChannelActor } from "./channel.ts";
import { type ChannelSeat, newChannelSeat, viewOf } from "./channel_state.ts";
import type { ChannelPlan } from "./door.ts";
import type { ChannelMessage, ChannelsMessage, TestChannel } from "./messages.ts";
import type { DeliveryChange, DeliveryStore } from "./store.ts";

/** What the channels are started with. */
export interface ChannelsArgs {
  readonly store: DeliveryStore;
  /** What is configured now; changed when the config file is read again. */
  readonly plans: { current: readonly ChannelPlan[] };
  /** By name in small letters; outlives a crash. Begin with an empty one. */
  readonly seats: Map<string, ChannelSeat>;
}

interface ChannelsState {
  readonly args: ChannelsArgs;
  readonly refs: Map<string, ActorRef<ChannelMessage>>;
  readonly commits: CommitQueue<ChannelsMessage, DeliveryChange>;
  /** How many actors were begun: a name may come back while its last actor still ends. */
  begun: number;
}

type ChannelsContext = Context<ChannelsMessage>;

const DAY_MS = 86_400_000;
/** The delivery log: long enough to look up what was told in the last season. */
const LOG_MS = 92 * DAY_MS;
const LOG_EACH = 10_000;
/** The channel itself gives up after 8 s. */
const TRIAL_MS = 9_500;

/** Looks after the channels: one actor for each that is configured, which hears every notice. */
export const alertChannelsActor: ActorDefinition<ChannelsMessage, ChannelsState, ChannelsArgs> = {
  kind: "alertChannels",
  mailbox: { capacity: 4_096, whenFull: "dropNewest" },
  init(ctx, args) {
    const commits = new CommitQueue<ChannelsMessage, DeliveryChange>(
      args.store,
      (cause) => ({ type: "commitSettled", cause }),
    );
    const state: ChannelsState = { args, refs: new Map(), commits, begun: 0 };
    ctx.subscribe(alertNoticed, (notice) => ({ type: "noticed", notice }));
    ctx.timers.once("prune", 0, { type: "pruneDue" });
    configure(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "noticed":
        for (const ref of state.refs.values()) ref.tell(message);
        return;
      case "configureChannels":
        state.args.plans.current = message.channels;
        return configure(state, ctx);
      case "listChannels":
        return ctx.reply(message, listChannels(state, ctx));
      case "testChannel":
        return testChannel(state, message, ctx);
      case "pruneDue":
        return prune(state, ctx);
      case "commitSettled":
        return state.commits.settle(message.cause, ctx);
    }
  },
  stopped(state) {
    return state.commits.flush([]);
  },
};

/** Applies the config file. A name that stays keeps what waits; what waits for one that is gone is not sent. */
function configure(state: ChannelsState, ctx: ChannelsContext): void {
  const { args: { plans, seats }, refs } = state;
  const names = plans.current.map(({ setting }) => setting.name);
  const keys = new Set(names.map(keyOf));
  for (const [key, ref] of refs) {
    if (!keys.has(key)) ctx.stopChild(ref, "no longer configured");
  }
  for (const map of [refs, seats]) {
    for (const key of map.keys()) if (!keys.has(key)) map.delete(key);
  }
  const kept = { type: "channelsKept", names, at: ctx.now() } as const;
  state.commits.push([kept], () => {}, ctx);
  for (const plan of plans.current) ensure(state, plan, ctx);
}

function ensure(state: ChannelsState, plan: ChannelPlan, ctx: ChannelsContext): void {
  const { args: { store, seats }, refs } = state;
  const { name } = plan.setting;
  const key = keyOf(name);
  const known = refs.get(key);
  if (known !== undefined) return void known.tell({ type: "reconfigured", plan });
  const seat = seats.get(key) ?? newChannelSeat(plan, ctx.monotonicMs());
  seat.plan = plan;
  seats.set(key, seat);
  const unique = `${++state.begun}-${name}`;
  refs.set(key, ctx.spawn(alertChannelActor, { store, seat }, { key: unique }));
}

function listChannels({ args }: ChannelsState, ctx: ChannelsContext) {
  return args.plans.current.flatMap(({ setting }) => {
    const seat = args.seats.get(keyOf(setting.name));
    return seat === undefined ? [] : [viewOf(seat, ctx)];
  });
}

/** The way to the channel and back; nobody else waits for it. */
function testChannel(
  { refs }: ChannelsState,
  question: TestChannel,
  ctx: ChannelsContext,
): void {
  const ref = refs.get(keyOf(question.name));
  if (ref === undefined) {
    return ctx.reply(question, refuse("notFound", `there is no alert channel ${question.name}`));
  }
  const reply = ctx.defer(question);
  ref.ask(question, { timeoutMs: TRIAL_MS }).then(reply.ok, reply.fail);
}

function prune(state: ChannelsState, ctx: ChannelsContext): void {
  ctx.timers.once("prune", DAY_MS, { type: "pruneDue" });
  const change = {
    type: "deliveriesPruned",
    before: ctx.now() - LOG_MS,
    keepEach: LOG_EACH,
  } as const;
  state.commits.push([change], () => {}, ctx);
}

function keyOf(name: string): string {
  return name.toLowerCase();
}
