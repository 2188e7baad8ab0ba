import type { SyncState } from "../../protocols/syncguard/events.ts";
import type { HostBrief } from "../walls/expected.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import { describeLiveness } from "../liveness.ts";
import { type FlapTrack, trackFlapping } from "./flapping.ts";
import type { SyncHostMessage, SyncHostsMessage, SyncHostSnapshot } from "./messages.ts";
import { nameOf, type SyncSeat } from "./seat.ts";
import type { SilentPeers } from "./silent_peers.ts";
import type { SyncHostRecord } from "./store.ts";

/** What a sync host's actor is started with. */
export interface SyncHostArgs {
  readonly seat: SyncSeat;
  readonly directory: ActorRef<SyncHostsMessage>;
  readonly silent: SilentPeers;
}

/** The state of one sync host; lives as long as one incarnation of its actor. */
export interface SyncHostState {
  readonly args: SyncHostArgs;
  readonly seat: SyncSeat;
  readonly flaps: FlapTrack;
  readonly reports: Record<SyncState, number>;
  changes: number;
  /** The state that people were told of last: while it flaps they are not told of each. */
  told: SyncState | null;
  /** Monotonic ms of the last pushed line. */
  pushedAt: number;
}

export type HostContext = Context<SyncHostMessage>;

/** No reports of any state. */
function noReports(): Record<SyncState, number> {
  return { master: 0, slave: 0, error: 0, free: 0, unknown: 0 };
}

/** The state at a start or restart of the actor. */
export function newSyncHostState(args: SyncHostArgs): SyncHostState {
  return {
    args,
    seat: args.seat,
    flaps: trackFlapping(),
    reports: noReports(),
    changes: 0,
    told: args.seat.record.state,
    pushedAt: -Infinity,
  };
}

function identityOf(record: SyncHostRecord) {
  const { id, claimedAddress, peerAddress } = record;
  const configured = record.name !== null;
  return { id, name: nameOf(record), configured, claimedAddress, peerAddress };
}

/** The host as lists and the event stream show it, whether or not its actor runs. */
export function snapshotOf(seat: SyncSeat, silent: SilentPeers): SyncHostSnapshot {
  const { record, state } = seat;
  return {
    ...identityOf(record),
    state: record.state,
    since: record.since,
    previous: record.previous,
    source: record.source,
    liveness: describeLiveness(seat.track),
    flapping: state?.flaps.flapping ?? false,
    reports: state === undefined ? noReports() : { ...state.reports },
    changes: state?.changes ?? 0,
    silent: silent.of(record.peerAddress),
    poll: seat.poll,
    createdAt: record.createdAt,
  };
}

/** The host as walls see it. */
export function briefOf({ record, track, state }: SyncSeat): HostBrief {
  const { previous } = record;
  return {
    ...identityOf(record),
    lastSeenAt: track.lastSeenAt,
    state: record.state,
    liveness: track.state,
    heard: track.linkUp,
    flapping: state?.flaps.flapping ?? false,
    masterUntil: previous?.state === "master" ? previous.until : null,
  };
}
