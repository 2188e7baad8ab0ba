import { serverIdOf } from "../nodes/target_keys.ts";
import type { Observation } from "./messages.ts";
import {
  type Held,
  placeOf,
  type PresenceContext,
  type PresenceMemory,
  type PresenceState,
  type Watched,
} from "./presence_state.ts";
import type { MemberId, MemberRecord, Presence } from "./store.ts";

/** Members of all kinds: twice the largest fleet that is kept. Further ones are not recorded. */
const MAX_MEMBERS = 50_000;

const NOT_RUNNING = "Signalbox was not running.";
const NOT_HEARD = "Not heard since Signalbox started.";

/** Takes over what an earlier run has written: from its end on nothing is known of anybody. */
export function recall(
  memory: PresenceMemory,
  records: readonly MemberRecord[],
  aliveAt: number | null,
): void {
  for (const record of records) {
    const { kind, key, name, liveness, livenessSince, health, healthSince } = record;
    const downSince = Math.max(livenessSince, aliveAt ?? livenessSince);
    const watched: Watched = {
      record,
      id: { kind, key },
      name,
      liveness: { word: "unknown", at: downSince, reason: NOT_RUNNING },
      health: { word: health, at: healthSince, reason: "" },
      downSince: liveness === "unknown" ? undefined : downSince,
      heard: false,
      lines: 0,
    };
    memory.members.set(placeOf(record), watched);
    if (watched.downSince !== undefined) memory.changed.add(watched);
  }
}

/** Takes in what a member is now. It is written with the next batch, once for all that changes until then. */
export function observe({ memory }: PresenceState, seen: Observation, ctx: PresenceContext): void {
  const at = ctx.now();
  const known = memory.members.get(placeOf(seen)) ?? enter(memory, seen, at);
  if (!known) return;
  const before = known.liveness.word;
  known.heard ||= seen.liveness === "online";
  known.liveness = move(known.liveness, presenceOf(memory, known, seen), at);
  known.health = move(known.health, { word: seen.health, reason: seen.healthReason }, at);
  known.name = seen.name;
  if (isNews(known)) memory.changed.add(known);
  if (seen.kind === "node" && before !== known.liveness.word) takeAlong(memory, known, at);
}

function enter(
  memory: PresenceMemory,
  { kind, key, name, health, healthReason: reason }: Observation,
  at: number,
): Watched | undefined {
  if (memory.members.size >= MAX_MEMBERS) return undefined;
  const watched: Watched = {
    record: undefined,
    id: { kind, key },
    name,
    liveness: { word: "unknown", at, reason: NOT_HEARD },
    health: { word: health, at, reason },
    downSince: undefined,
    heard: false,
    lines: 0,
  };
  memory.members.set(placeOf(watched.id), watched);
  return watched;
}

/**
 * A container is there when its host is. What is stale, and was not online since our start, is what we remember of it
 * and not what we know.
 */
function presenceOf(
  memory: PresenceMemory,
  { heard }: Watched,
  { kind, key, liveness, reason }: Observation,
): Pick<Held<Presence>, "word" | "reason"> {
  if (kind === "container") {
    const host = memory.members.get(placeOf({ kind: "node", key: serverIdOf(key) }));
    if (host) return host.liveness;
  }
  if (liveness === "stale" && !heard) return { word: "unknown", reason: NOT_HEARD };
  return { word: liveness, reason };
}

function move<W>(held: Held<W>, next: { readonly word: W; readonly reason: string }, at: number) {
  // A clock that was set back does not put a change before the last one.
  if (held.word === next.word) return held;
  return { word: next.word, reason: next.reason, at: Math.max(at, held.at) };
}

function isNews({ record, liveness, health, name }: Watched): boolean {
  return record?.liveness !== liveness.word || record.health !== health.word ||
    record.name !== name;
}

/** What happens to a host happens to its containers, which say nothing of it themselves. */
function takeAlong(memory: PresenceMemory, host: Watched, at: number): void {
  const { word, reason } = host.liveness;
  for (const container of containersOf(memory, host.id.key)) {
    container.liveness = move(container.liveness, { word, reason }, at);
    if (isNews(container)) memory.changed.add(container);
  }
}

function* containersOf(memory: PresenceMemory, serverId: string): Iterable<Watched> {
  for (const watched of memory.members.values()) {
    const { kind, key } = watched.id;
    if (kind === "container" && serverIdOf(key) === serverId) yield watched;
  }
}

/** A member is no more, and a host's containers with it. Answers whose history is to be removed. */
export function forget(memory: PresenceMemory, member: MemberId): readonly MemberId[] {
  const gone = member.kind === "node"
    ? [...containersOf(memory, member.key)].map(({ id }) => id)
    : [];
  return [member, ...gone].filter((each) => {
    const watched = memory.members.get(placeOf(each));
    if (watched) memory.changed.delete(watched);
    return memory.members.delete(placeOf(each));
  });
}
