import type { ActorRef } from "../kernel/mod.ts";
import { saving } from "./directory_saving.ts";
import {
  admit,
  MAX_SYNC_HOSTS,
  named,
  reidentify,
  type SyncDirectory,
  type SyncDirectoryContext,
  type SyncMember,
} from "./directory_state.ts";
import type { LocateSyncHost, SyncHostMessage } from "./messages.ts";
import type { SyncHostRecord } from "./store.ts";

/**
 * Finds whose lines they are, or makes a new host for them. Two hosts that claim one address from two places are
 * two; a host that the config file names is every pair that fits.
 */
export function locate(
  directory: SyncDirectory,
  { claimedAddress, peerAddress }: LocateSyncHost,
  ctx: SyncDirectoryContext,
): ActorRef<SyncHostMessage> | "full" {
  const { index, mappings, members } = directory;
  const setting = mappings.find(claimedAddress, peerAddress);
  const known = setting === undefined
    ? members.get(index.paired(claimedAddress, peerAddress) ?? 0)
    : named(directory, setting.name);
  if (known === undefined) {
    if (members.size >= (directory.args.maxHosts ?? MAX_SYNC_HOSTS)) return "full";
    const draft = { name: setting?.name ?? null, claimedAddress, peerAddress };
    return addHost(directory, draft, ctx).ref;
  }
  const { record } = known.seat;
  // A claim once known stays when the host cannot say it for a while.
  const claim = claimedAddress ?? record.claimedAddress;
  if (claim !== record.claimedAddress || peerAddress !== record.peerAddress) {
    reidentify(directory, known, { claimedAddress: claim, peerAddress });
  }
  return known.ref;
}

/** A host that nobody knew. It is on the disk with the next batch. */
export function addHost(
  directory: SyncDirectory,
  draft: Pick<SyncHostRecord, "name" | "claimedAddress" | "peerAddress">,
  ctx: SyncDirectoryContext,
): SyncMember {
  const record: SyncHostRecord = {
    ...draft,
    id: directory.args.store.nextHostId(),
    createdAt: ctx.now(),
    lastSeenAt: null,
    reportedOffline: false,
    intervalMs: null,
    state: null,
    since: null,
    previous: null,
    source: null,
  };
  const member = admit(directory, record, ctx);
  directory.commits.push([saving(member)], (cause) => {
    if (cause !== undefined) member.seat.dirty = true;
  }, ctx);
  return member;
}
