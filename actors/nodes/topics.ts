import type { Topic } from "../kernel/mod.ts";
import type { ContainerSummary, NodeSummary } from "./views.ts";
import type { RotationRun } from "./rotation/rotation_messages.ts";

export { nodeNoted } from "./note_ring.ts";

/** Published when something people look at has changed on a host; readings alone do not count. */
export const nodeChanged: Topic<NodeSummary> = { name: "node.changed" };

export const nodeRemoved: Topic<{ readonly serverId: string }> = { name: "node.removed" };

/**
 * Published when something people look at has changed on a container, at most every two seconds for each. A host
 * that goes away takes its containers along, and is one event.
 */
export const containerChanged: Topic<ContainerSummary> = { name: "container.changed" };

export const containerRemoved: Topic<{ readonly serverId: string; readonly name: string }> = {
  name: "container.removed",
};

/** A sample of a host's readings, so that a page moves without asking. */
export const nodeSampled: Topic<NodeSample> = { name: "node.sampled" };

export const rotationChanged: Topic<RotationRun> = { name: "rotation.changed" };

/** The readings that change with every report. */
export interface NodeSample {
  readonly serverId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  readonly diskPercent: number | null;
  readonly containers: readonly {
    readonly name: string;
    readonly cpuPercent: number;
    readonly memoryBytes: number;
    readonly height: number | null;
    readonly peers: number | null;
  }[];
}
