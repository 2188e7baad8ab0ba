import { CommitQueue } from "../commit_queue.ts";
import type { ActorDefinition } from "../kernel/mod.ts";
import * as nodes from "../nodes/topics.ts";
import { containerTarget } from "../nodes/target_keys.ts";
import * as topics from "../topics.ts";
import { countMembers } from "./counting.ts";
import type { ListMembers, PresenceMessage } from "./messages.ts";
import { ofCamera, ofContainer, ofDisplay, ofNode, ofSyncHost } from "./observing.ts";
import {
  placeOf,
  type PresenceArgs,
  type PresenceContext,
  type PresenceMemory,
  type PresenceState,
} from "./presence_state.ts";
import { flush, lastChanges, noteAlive, prune } from "./recording.ts";
import type { MemberId, MemberKind, MemberRecord } from "./store.ts";
import { survey } from "./surveying.ts";
import { forget, observe, recall } from "./watching.ts";

/** What changes within two seconds is one line. Shorter moments are not seen in any strip. */
const FLUSH_MS = 2_000;
/** After a power cut, so much of what we saw may be shown as unknown. */
const ALIVE_MS = 30_000;
/** A word that got lost in a full mailbox is made good after this long. */
const SURVEY_MS = 600_000;
const SURVEY_AGAIN_MS = 30_000;
const PRUNE_MS = 86_400_000;

/**
 * Records which member was there when, and how well it was: from what is published of every kind of member, and from
 * a look at all of them at the start. The time in which the control host itself was down is unknown, and never online.
 */
export const presenceActor: ActorDefinition<PresenceMessage, PresenceState, PresenceArgs> = {
  kind: "presence",
  // Every member of the largest fleet changes at once; what is lost beyond it is seen at the next look.
  mailbox: { capacity: 32_768, whenFull: "dropNewest" },
  init(ctx, args) {
    const { store, memory } = args;
    if (!memory.recalled) {
      memory.recalled = true;
      recall(memory, store.members(), store.aliveAt());
    }
    listen(ctx);
    ctx.timers.once("survey", 0, { type: "surveyDue" });
    ctx.timers.once("prune", 0, { type: "pruneDue" });
    ctx.timers.every("flush", FLUSH_MS, { type: "flushDue" });
    ctx.timers.every("alive", ALIVE_MS, { type: "aliveDue" });
    const commits = new CommitQueue(
      store,
      (cause): PresenceMessage => ({ type: "commitSettled", cause }),
    );
    return { args, memory, commits };
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "observed":
        return observe(state, message.observation, ctx);
      case "surveyed":
        return surveyed(state, message, ctx);
      case "gone":
        return remove(state, message.member, ctx);
      case "listMembers":
        return ctx.reply(message, listMembers(state.memory, message));
      case "countMembers":
        return ctx.reply(message, countMembers(state.memory));
      case "surveyDue":
        ctx.timers.once("survey", SURVEY_MS, { type: "surveyDue" });
        return survey(state, ctx);
      case "surveyFailed":
        return ctx.timers.once("survey", SURVEY_AGAIN_MS, { type: "surveyDue" });
      case "flushDue":
        return flush(state, ctx);
      case "aliveDue":
        return noteAlive(state, ctx);
      case "pruneDue":
        ctx.timers.once("prune", PRUNE_MS, { type: "pruneDue" });
        return prune(state, ctx);
      case "commitSettled":
        return state.commits.settle(message.cause, ctx);
    }
  },
  stopped(state, _reason, ctx) {
    return state.commits.flush(lastChanges(state, ctx.now()));
  },
};

function listen(ctx: PresenceContext): void {
  ctx.subscribe(topics.displayChanged, (each) => observed(ofDisplay(each)));
  ctx.subscribe(topics.displayRemoved, ({ id }) => gone({ kind: "display", key: String(id) }));
  ctx.subscribe(topics.syncHostChanged, (each) => observed(ofSyncHost(each)));
  ctx.subscribe(topics.syncHostRemoved, ({ id }) => gone({ kind: "syncHost", key: String(id) }));
  ctx.subscribe(topics.cameraChanged, (each) => observed(ofCamera(each)));
  ctx.subscribe(topics.cameraRemoved, ({ id }) => gone({ kind: "camera", key: String(id) }));
  ctx.subscribe(nodes.nodeChanged, (each) => observed(ofNode(each)));
  ctx.subscribe(nodes.nodeRemoved, ({ serverId }) => gone({ kind: "node", key: serverId }));
  ctx.subscribe(nodes.containerChanged, (each) => observed(ofContainer(each)));
  ctx.subscribe(
    nodes.containerRemoved,
    ({ serverId, name }) => gone({ kind: "container", key: containerTarget(serverId, name).key }),
  );
}

function observed(observation: ReturnType<typeof ofDisplay>): PresenceMessage {
  return { type: "observed", observation };
}

function gone(member: MemberId): PresenceMessage {
  return { type: "gone", member };
}

function surveyed(
  state: PresenceState,
  { kind, observations }: Extract<PresenceMessage, { readonly type: "surveyed" }>,
  ctx: PresenceContext,
): void {
  for (const each of observations) observe(state, each, ctx);
  const there = new Set(observations.map(placeOf));
  for (const { id } of [...state.memory.members.values()]) {
    if (id.kind === kind && !there.has(placeOf(id))) remove(state, id, ctx);
  }
}

function remove(state: PresenceState, member: MemberId, ctx: PresenceContext): void {
  const removed = forget(state.memory, member);
  if (removed.length === 0) return;
  state.commits.push(
    removed.map((each) => ({ type: "memberRemoved", member: each }) as const),
    () => {},
    ctx,
  );
}

/** From what is written: a member that is new has no past yet, and is told of within two seconds. */
function listMembers(
  { members }: PresenceMemory,
  { kind, keys, afterKey, atMost }: ListMembers,
): readonly MemberRecord[] {
  const wanted = keys && new Set(keys);
  const compare = NAMED_KINDS.has(kind) ? byLetter : byNumber;
  const found: MemberRecord[] = [];
  for (const { record } of members.values()) {
    if (record?.kind !== kind || wanted?.has(record.key) === false) continue;
    if (afterKey === undefined || compare(record.key, afterKey) > 0) found.push(record);
  }
  return found.sort((one, other) => compare(one.key, other.key)).slice(0, atMost);
}

/** Their keys are server ids, which are ordered by letter; those of others are numbers. */
const NAMED_KINDS: ReadonlySet<MemberKind> = new Set(["node", "container"]);

function byLetter(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function byNumber(one: string, other: string): number {
  return Number(one) - Number(other);
}
