import type { Container } from "../../protocols/api/container.ts";
import type { Node, NodeSample } from "../../protocols/api/node.ts";

/** A host with its newest readings: they come every second, the host itself only when something about it changes. */
export function sampledNode(node: Node, sample: NodeSample): Node {
  const { at, cpuPercent, memoryPercent, diskPercent } = sample;
  const liveness = { ...node.liveness, lastSeenAt: at };
  if (node.system === null) return { ...node, liveness };
  const system = { ...node.system, cpuPercent, memoryPercent, diskPercent };
  return { ...node, liveness, system, systemAt: at };
}

/** A container with its newest readings; as it was where there are none of it. */
export function sampledContainer(
  container: Container,
  { at }: NodeSample,
  reading: NodeSample["containers"][number],
): Container {
  if (container.stats === null) return container;
  const { cpuPercent, memoryBytes, height, peers } = reading;
  const stats = {
    ...container.stats,
    cpuPercent,
    memoryUsedBytes: memoryBytes,
    currentBlock: height,
    peers,
  };
  return { ...container, stats, statsAt: at };
}
