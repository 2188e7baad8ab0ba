import { numberIn } from "../id_key.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import { trackLiveness } from "../liveness.ts";
import type { CommitQueue } from "../commit_queue.ts";
import type { HostIndex } from "./host_index.ts";
import type { Mappings } from "./mappings.ts";
import type { SyncDialer, SyncHostMessage, SyncHostsMessage } from "./messages.ts";
import type { PollMessage } from "./poll_target.ts";
import { nameOf, type SyncSeat } from "./seat.ts";
import type { SyncSettingsCell } from "./settings.ts";
import type { SilentPeers } from "./silent_peers.ts";
import type { SyncChange, SyncHostRecord, SyncStore } from "./store.ts";
import { syncHostActor } from "./sync_host.ts";

/**
 * Hosts kept at most. Anybody on the network may claim any address, so their number has a limit: twice the 2,200
 * of the largest fleet that is tested, at some kilobytes each.
 */
export const MAX_SYNC_HOSTS = 5_000;

/**
 * The interval that counts until a host has shown its own: the longest that the settings dialog offers. One that
 * is set to more in its file is called silent once, and not again.
 */
export const PROTOCOL_INTERVAL_MS = 60_000;

/** What the directory is started with. */
export interface SyncDirectoryArgs {
  readonly store: SyncStore;
  readonly settings: SyncSettingsCell;
  /** Undefined: nobody is polled. */
  readonly dialer?: SyncDialer | undefined;
  /** How long after the start nothing is called offline. */
  readonly warmUpMs: number;
  readonly maxHosts?: number | undefined;
}

/** One sync host as the directory keeps it. */
export interface SyncMember {
  readonly seat: SyncSeat;
  readonly ref: ActorRef<SyncHostMessage>;
  /** The actor that polls it, where it is polled. */
  poll: ActorRef<PollMessage> | undefined;
}

/** The directory's state; built from the store at every start. */
export interface SyncDirectory {
  readonly args: SyncDirectoryArgs;
  readonly members: Map<number, SyncMember>;
  readonly index: HostIndex;
  readonly silent: SilentPeers;
  readonly commits: CommitQueue<SyncHostsMessage, SyncChange>;
  readonly warmUpUntil: number;
  mappings: Mappings;
  /** Numbers the polls, as a poll that ends may still be there when the next begins. */
  polls: number;
}

export type SyncDirectoryContext = Context<SyncHostsMessage>;

/** Gives a host its actor and its place in the index. */
export function admit(
  directory: SyncDirectory,
  record: SyncHostRecord,
  ctx: SyncDirectoryContext,
): SyncMember {
  const { silent, warmUpUntil, mappings } = directory;
  const polled = record.name === null ? undefined : mappings.named(record.name)?.poll;
  const intervalMs = record.intervalMs ?? polled?.intervalMs ?? PROTOCOL_INTERVAL_MS;
  const track = trackLiveness(record, ctx.monotonicMs(), ctx.now(), intervalMs, warmUpUntil);
  const seat: SyncSeat = {
    record,
    track,
    hadOutage: false,
    judgedMs: intervalMs,
    poll: null,
    dirty: false,
    state: undefined,
  };
  const args = { seat, silent, directory: ctx.self };
  const ref = ctx.spawn(syncHostActor, args, { key: String(record.id) });
  const member: SyncMember = { seat, ref, poll: undefined };
  directory.members.set(record.id, member);
  directory.index.add(record);
  return member;
}

/** Changes who a host is, and where it is found. Answers whether anything has changed. */
export function reidentify(
  { index }: SyncDirectory,
  { seat }: SyncMember,
  identity: Partial<Pick<SyncHostRecord, "name" | "claimedAddress" | "peerAddress">>,
): boolean {
  const next = { ...seat.record, ...identity };
  const { name, claimedAddress, peerAddress } = seat.record;
  const same = next.name === name && next.claimedAddress === claimedAddress &&
    next.peerAddress === peerAddress;
  if (same) return false;
  index.remove(seat.record);
  seat.record = next;
  seat.dirty = true;
  index.add(next);
  return true;
}

/** The host of a configured name; letter case does not count. */
export function named({ index, members }: SyncDirectory, name: string): SyncMember | undefined {
  const id = index.named(name);
  return id === undefined ? undefined : members.get(id);
}

/** Finds a host by configured name, by the name it is shown under, or by id, in this order. */
export function lookUp(directory: SyncDirectory, nameOrId: string): SyncMember | undefined {
  const { members } = directory;
  const id = numberIn(nameOrId);
  if (id !== undefined) return members.get(id);
  const configured = named(directory, nameOrId);
  if (configured !== undefined) return configured;
  for (const member of members.values()) {
    if (nameOf(member.seat.record) === nameOrId) return member;
  }
  return /^\d{1,15}$/.test(nameOrId) ? members.get(Number(nameOrId)) : undefined;
}
