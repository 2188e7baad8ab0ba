import type { CamerasMessage } from "../cameras/messages.ts";
import type { CommitQueue } from "../commit_queue.ts";
import type { DisplaysMessage } from "../displays/messages.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { NodesMessage } from "../nodes/messages.ts";
import type { SyncHostsMessage } from "../sync_hosts/messages.ts";
import type { PresenceMessage } from "./messages.ts";
import type { MemberId, MemberRecord, Presence, PresenceChange, PresenceStore } from "./store.ts";

/** What the record of presence is started with. */
export interface PresenceArgs {
  readonly store: PresenceStore;
  readonly displays: ActorRef<DisplaysMessage>;
  readonly nodes: ActorRef<NodesMessage>;
  readonly syncHosts: ActorRef<SyncHostsMessage>;
  readonly cameras: ActorRef<CamerasMessage>;
  readonly memory: PresenceMemory;
}

/** A word, since when it holds, and why. */
export interface Held<W> {
  readonly word: W;
  readonly at: number;
  readonly reason: string;
}

/** One member. What it is now may be newer than its record, which is what was written last. */
export interface Watched {
  /** Undefined: it has none yet. */
  record: MemberRecord | undefined;
  id: MemberId;
  name: string;
  liveness: Held<Presence>;
  health: Held<string | null>;
  /** When the control host was last known to run, where the record is of an earlier run. */
  downSince: number | undefined;
  /** True once it was online in this run. */
  heard: boolean;
  /** Lines since the start, or since the old ones were last trimmed. */
  lines: number;
}

/** What must outlive a crash of the actor: who is watched. */
export interface PresenceMemory {
  readonly members: Map<string, Watched>;
  /** Members whose record is not what they are. */
  readonly changed: Set<Watched>;
  /** True once what an earlier run has written is in it. */
  recalled: boolean;
}

/** The memory of a run that begins. */
export function newPresenceMemory(): PresenceMemory {
  return { members: new Map(), changed: new Set(), recalled: false };
}

/** The state of the record of presence. */
export interface PresenceState {
  readonly args: PresenceArgs;
  readonly memory: PresenceMemory;
  readonly commits: CommitQueue<PresenceMessage, PresenceChange>;
}

export type PresenceContext = Context<PresenceMessage>;

/** A member's place in the memory. */
export function placeOf({ kind, key }: MemberId): string {
  return `${kind}/${key}`;
}
