import { removeHost } from "./directory_changes.ts";
import { addHost } from "./directory_locating.ts";
import {
  named,
  reidentify,
  type SyncDirectory,
  type SyncDirectoryContext,
  type SyncMember,
} from "./directory_state.ts";
import { syncConfigured } from "./log_topics.ts";
import { Mappings } from "./mappings.ts";
import { pollTargetActor, waitingStatus } from "./poll_target.ts";
import type { SyncHostSetting } from "./settings.ts";

/**
 * Applies the config file, at the start and whenever it is read again. A name that fits a host which has reported
 * already is given to that host, with its history; further hosts that fit are merged into it. A name that is gone
 * leaves its host to its addresses.
 */
export function configure(directory: SyncDirectory, ctx: SyncDirectoryContext): void {
  const { current: settings } = directory.args.settings;
  directory.mappings = new Mappings(settings.hosts);
  const touched = new Set<SyncMember>();
  for (const member of [...directory.members.values()]) release(directory, member, touched, ctx);
  for (const member of lastHeardFirst(directory)) adopt(directory, member, touched, ctx);
  for (const setting of settings.hosts) {
    const member = ensure(directory, setting, ctx);
    if (poll(directory, member, setting, ctx)) touched.add(member);
  }
  for (const member of directory.members.values()) {
    if (member.seat.record.name === null && unpoll(member, ctx)) touched.add(member);
  }
  for (const { ref } of touched) ref.tell({ type: "identityChanged" });
  ctx.publish(syncConfigured, {
    hosts: settings.hosts.length,
    polls: settings.hosts.filter((setting) => setting.poll !== undefined).length,
    walls: settings.walls.length,
  });
}

/** Takes the name of a host that the config file names no more. One that was never heard is nothing without it. */
function release(
  directory: SyncDirectory,
  member: SyncMember,
  touched: Set<SyncMember>,
  ctx: SyncDirectoryContext,
): void {
  const { record } = member.seat;
  if (record.name === null) return;
  const setting = directory.mappings.named(record.name);
  if (setting !== undefined) {
    if (reidentify(directory, member, { name: setting.name })) touched.add(member);
  } else if (member.seat.track.lastSeenAt === null) {
    removeHost(directory, member, null, ctx, () => {});
  } else {
    reidentify(directory, member, { name: null });
    touched.add(member);
  }
}

function lastHeardFirst({ members }: SyncDirectory): SyncMember[] {
  return [...members.values()].filter(({ seat }) => seat.record.name === null)
    .sort((a, b) => (b.seat.track.lastSeenAt ?? 0) - (a.seat.track.lastSeenAt ?? 0));
}

/** Gives a host the name that fits its addresses, or merges it into the host that has the name. */
function adopt(
  directory: SyncDirectory,
  member: SyncMember,
  touched: Set<SyncMember>,
  ctx: SyncDirectoryContext,
): void {
  const { record } = member.seat;
  const setting = directory.mappings.find(record.claimedAddress, record.peerAddress);
  if (setting === undefined) return;
  const holder = named(directory, setting.name);
  if (holder !== undefined && holder.seat.track.lastSeenAt !== null) {
    return removeHost(directory, member, holder.seat.record.id, ctx, () => {});
  }
  if (holder !== undefined) removeHost(directory, holder, record.id, ctx, () => {});
  reidentify(directory, member, { name: setting.name });
  touched.add(member);
}

/** The host of a configured name; one that has not reported yet is there too, as never seen. */
function ensure(
  directory: SyncDirectory,
  { name, claimed, peer, poll: polled }: SyncHostSetting,
  ctx: SyncDirectoryContext,
): SyncMember {
  const known = named(directory, name);
  if (known !== undefined && known.seat.track.lastSeenAt !== null) return known;
  const identity = {
    name,
    claimedAddress: claimed ?? null,
    peerAddress: peer ?? polled?.address ?? null,
  };
  if (known === undefined) return addHost(directory, identity, ctx);
  reidentify(directory, known, identity);
  return known;
}

/** Starts, changes or ends the poll of a host. Answers whether anything has changed. */
function poll(
  directory: SyncDirectory,
  member: SyncMember,
  { name, poll: setting }: SyncHostSetting,
  ctx: SyncDirectoryContext,
): boolean {
  const { dialer } = directory.args;
  if (setting === undefined || dialer === undefined) return unpoll(member, ctx);
  const { seat } = member;
  const same = seat.poll?.address === setting.address && seat.poll.port === setting.port &&
    seat.poll.intervalMs === setting.intervalMs;
  if (same && member.poll !== undefined) return false;
  unpoll(member, ctx);
  seat.poll = waitingStatus(setting);
  const args = { host: member.ref, name, setting, dialer };
  member.poll = ctx.spawn(pollTargetActor, args, { key: `poll-${++directory.polls}` });
  return true;
}

function unpoll(member: SyncMember, ctx: SyncDirectoryContext): boolean {
  if (member.poll === undefined) return false;
  ctx.stopChild(member.poll, "no longer configured");
  member.poll = undefined;
  member.seat.poll = null;
  return true;
}
