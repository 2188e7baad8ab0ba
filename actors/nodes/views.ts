import type { SystemStats } from "../../protocols/mserver/events.ts";
import type { Liveness, LivenessVerdict } from "../liveness.ts";
import type { NodeNote } from "./note_ring.ts";
import type { SequenceCounts } from "./sequence_track.ts";
import type { ContainerRecord } from "./store.ts";

/** Whether a container does what it should: another question than whether its host is there. */
export type ContainerHealth = "running" | "syncing" | "stopped" | "error" | "unknown";

/** `degraded`: something on it is stopped that should run, or has not caught up with its chain. */
export type NodeHealth = "ok" | "degraded" | "error" | "unknown";

/** A container as lists and events show it. Times are epoch ms of our clock. */
export interface ContainerSummary extends ContainerRecord {
  readonly health: ContainerHealth;
  /** One sentence for people. */
  readonly reason: string;
  /** That of its host: a container has no heartbeat of its own. */
  readonly liveness: Liveness;
  /** True when its host says that it should run. */
  readonly configured: boolean;
}

/** What the client is doing for us: one command at a time, or the oldest of those that our own agent has in hand. */
export interface NodeWork {
  readonly commandId: string;
  readonly action: string;
  readonly target: string;
  /** Epoch ms. */
  readonly sentAt: number;
  /** True when nobody waits for it any more, and the client may still be at it. */
  readonly abandoned: boolean;
}

/** A node host as lists and events show it. Times are epoch ms of our clock. */
export interface NodeSummary {
  readonly serverId: string;
  /** The machine's own name, else the server id. */
  readonly name: string;
  readonly version: string;
  readonly account: string | null;
  readonly liveness: LivenessVerdict;
  readonly health: NodeHealth;
  /** One sentence for people. */
  readonly reason: string;
  readonly connected: boolean;
  /** Null while it is not connected. */
  readonly secure: boolean | null;
  readonly peerAddress: string | null;
  readonly createdAt: number;
  /** The interval that the client says it reports in. */
  readonly intervalMs: number | null;
  /** The client's clock minus ours; null until it has told the time. */
  readonly clockOffsetMs: number | null;
  readonly system: SystemStats | null;
  readonly systemAt: number | null;
  readonly sequence: SequenceCounts;
  readonly containers: {
    readonly total: number;
    readonly running: number;
    readonly syncing: number;
    readonly stopped: number;
    readonly failing: number;
  };
  readonly work: NodeWork | null;
  /** Commands that wait for the one in hand. */
  readonly queued: number;
}

/** A node host with its containers and what happened on it lately. */
export interface NodeSnapshot extends NodeSummary {
  readonly members: readonly ContainerSummary[];
  /** Oldest first. */
  readonly notes: readonly NodeNote[];
}
