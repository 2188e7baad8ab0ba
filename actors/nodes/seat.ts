import type {
  ContainerStats,
  NodeCapability,
  SystemStats,
} from "../../protocols/mserver/events.ts";
import type { ActorRef } from "../kernel/mod.ts";
import type { SessionKeySource } from "../session_keys/store.ts";
import { MinuteTally } from "./history/minute_tally.ts";
import { SecondRing } from "./history/second_ring.ts";
import type { NodeLink } from "./link.ts";
import type { ContainerMessage } from "./host_messages.ts";
import type { NodeHostState } from "./node_host_state.ts";
import { NoteRing } from "./note_ring.ts";
import { SequenceTrack } from "./sequence_track.ts";
import type { ContainerRecord, NodeRecord } from "./store.ts";

/** A session key on its way to the disk: never given up while the program runs. */
export interface KeySaving {
  readonly container: string;
  /** Secret. */
  readonly sessionKey: string;
  readonly source: SessionKeySource;
  /** Epoch ms at which it came. */
  readonly at: number;
  /** Who waits for the word that it is stored; undefined for a key that came in an answer. */
  readonly link: NodeLink | undefined;
  /** The rotation that it answers; undefined for a key that came by itself. */
  readonly commandId: string | undefined;
  /** True while the store works on it. */
  underWay: boolean;
  /** People were told that it is not on the disk. */
  told: boolean;
}

/**
 * A container as its host's seat keeps it: what outlives a crash of its actor. What changes with every reading is
 * beside the record, so that a reading copies nothing.
 */
export interface ContainerSeat {
  record: Omit<ContainerRecord, "stats" | "statsAt" | "present">;
  stats: ContainerStats | null;
  statsAt: number | null;
  present: boolean;
  /** True while the disk lacks something that people would miss. */
  dirty: boolean;
  /** Epoch ms at which the record was given to the disk last. */
  savedAt: number;
  /** The number of the last report of its host that had it. */
  seenIn: number;
  readonly ring: SecondRing;
  readonly tally: MinuteTally;
  ref: ActorRef<ContainerMessage> | undefined;
}

/**
 * What must outlive a crash of a host's actor: the record, the link, and what its containers said. The directory
 * makes one for each host; the host's actor and those of its containers change it, and the directory reads it.
 */
export interface NodeSeat {
  record: Omit<NodeRecord, "system" | "systemAt">;
  system: SystemStats | null;
  systemAt: number | null;
  link: NodeLink | undefined;
  /** What the client that registered last can do beyond the fielded builds. */
  capabilities: readonly NodeCapability[];
  readonly containers: Map<string, ContainerSeat>;
  readonly sequence: SequenceTrack;
  readonly notes: NoteRing;
  /** Keys that are not on the disk yet. */
  readonly unsavedKeys: Set<KeySaving>;
  dirty: boolean;
  savedAt: number;
  /** True while something by which its health is judged has changed since it was announced. */
  healthMoved: boolean;
  /** Ids of containers that were dropped, to be taken off the disk. */
  removedIds: number[];
  /** What the actor knows now, for reads; undefined while it is not running. */
  state: NodeHostState | undefined;
}

/** The seat of a host. `dirty`: the disk does not know it yet. */
export function newSeat({ system, systemAt, ...record }: NodeRecord, dirty: boolean): NodeSeat {
  return {
    record,
    system,
    systemAt,
    link: undefined,
    capabilities: [],
    containers: new Map(),
    sequence: new SequenceTrack(),
    notes: new NoteRing(),
    unsavedKeys: new Set(),
    dirty,
    savedAt: 0,
    healthMoved: true,
    removedIds: [],
    state: undefined,
  };
}

/** The seat of a container. `dirty`: the disk does not know it yet. */
export function newContainerSeat(
  { stats, statsAt, present, ...record }: ContainerRecord,
  dirty: boolean,
): ContainerSeat {
  const [ring, tally] = [new SecondRing(), new MinuteTally()];
  const rest = { dirty, savedAt: 0, seenIn: -1, ring, tally, ref: undefined };
  return { record, stats, statsAt, present, ...rest };
}

/** What the disk is given of a host. */
export function recordOf({ record, system, systemAt }: NodeSeat): NodeRecord {
  return { ...record, system, systemAt };
}

/** What the disk is given of a container. */
export function containerRecordOf(seat: ContainerSeat): ContainerRecord {
  const { record, stats, statsAt, present } = seat;
  return { ...record, stats, statsAt, present };
}

/** Changes a host's record, to be saved with the next batch. */
export function amend(seat: NodeSeat, change: Partial<NodeSeat["record"]>): void {
  seat.record = { ...seat.record, ...change };
  seat.dirty = true;
}

/** Changes a container's record, to be saved with the next batch. */
export function amendContainer(
  seat: ContainerSeat,
  change: Partial<ContainerSeat["record"]>,
): void {
  seat.record = { ...seat.record, ...change };
  seat.dirty = true;
}
