import type { ActorRef, Context } from "../kernel/mod.ts";
import { type Outcome, refuse } from "../outcome.ts";
import type { CommitQueue } from "../commit_queue.ts";
import type { SyncHostsMessage } from "../sync_hosts/messages.ts";
import type { SyncSettingsCell } from "../sync_hosts/settings.ts";
import type { SyncChange, SyncStore } from "../sync_hosts/store.ts";
import type { WallMember, WallsMessage, WallSnapshot } from "./messages.ts";
import type { WallEntry, WallNote } from "./timeline.ts";

/** What the judge of walls is started with. */
export interface WallsArgs {
  readonly store: SyncStore;
  readonly settings: SyncSettingsCell;
  readonly syncHosts: ActorRef<SyncHostsMessage>;
}

/** One wall as it is kept. */
export interface Wall {
  readonly name: string;
  readonly hosts: readonly string[];
  members: readonly WallMember[];
  /** Undefined until it was judged for the first time. */
  entry: WallEntry | undefined;
  lastNote: WallNote | null;
}

/** The state of the judge of walls. */
export interface Walls {
  readonly args: WallsArgs;
  readonly commits: CommitQueue<WallsMessage, SyncChange>;
  /** By name in lower case, in the order of the config file. */
  walls: ReadonlyMap<string, Wall>;
  /** True while the directory is asked how its hosts stand. */
  asking: boolean;
  /** Something has changed since it was asked. */
  outdated: boolean;
}

export type WallsContext = Context<WallsMessage>;

/** The wall as people see it; undefined until it was judged. */
export function snapshotOf({ name, entry, members, lastNote }: Wall): WallSnapshot | undefined {
  if (entry === undefined) return undefined;
  const { verdict, reason, culprits, at, id } = entry;
  return { name, verdict, reason, culprits, since: at, entryId: id, members, lastNote };
}

/** The refusal for a name that no wall has. */
export function noSuchWall(name: string): Outcome<never> {
  return refuse("notFound", `No wall is called "${name.slice(0, 64)}".`);
}
