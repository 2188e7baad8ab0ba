import type { ContainerFacts, ContainerLoad, EngineInfo } from "./container_engine.ts";
import type { NodeHealthView } from "./node_health.ts";
import type { ContainerShape, SystemShape } from "./reading_shape.ts";

/** What was measured of a container; undefined where it was not. */
export interface Measured {
  readonly load: ContainerLoad | undefined;
  readonly dataSize: number | undefined;
  readonly health: NodeHealthView | undefined;
}

/** A running container as it goes over the line. */
export function containerShape(
  { id, name, nickname, image }: ContainerFacts,
  timestamp: number,
  { load, dataSize, health }: Measured,
): ContainerShape {
  return {
    id,
    name,
    status: "running",
    ...(load === undefined ? {} : loadShape(load)),
    nickname,
    timestamp,
    node_name: name,
    node_type: typeOf(image),
    image_name: image,
    ...(dataSize === undefined ? {} : { data_size: dataSize }),
    ...health,
  };
}

function loadShape(load: ContainerLoad) {
  const { memoryUsedBytes: usage, memoryLimitBytes: limit } = load;
  return {
    cpu: { percent: twoDigits(load.cpuPercent), cores: load.cpuCores },
    memory: { usage, limit, percent: percentOf(usage, limit) },
    network: { rx: load.networkReceivedBytes, tx: load.networkSentBytes },
    disk: { read: load.diskReadBytes, write: load.diskWrittenBytes },
  };
}

/** By what the image is called. */
function typeOf(image: string): ContainerShape["node_type"] {
  if (image.includes("creditcoin3")) return "creditcoin3";
  if (image.includes("creditcoin")) return "creditcoin2";
  return image.includes("postgres") ? "postgres" : "unknown";
}

/** Memory of all containers together, and what they may use. */
export function dockerMemory(
  containers: readonly ContainerShape[],
  info: EngineInfo | undefined,
): Partial<SystemShape> {
  const used = containers.reduce((total, { memory }) => total + (memory?.usage ?? 0), 0);
  if (info === undefined) return { docker_memory_used: used };
  const { memoryTotalBytes: total } = info;
  return {
    docker_memory_total: total,
    docker_memory_used: used,
    docker_memory_percent: percentOf(used, total),
  };
}

function percentOf(part: number, whole: number): number {
  return whole > 0 ? twoDigits(part / whole * 100) : 0;
}

function twoDigits(value: number): number {
  return Math.round(value * 100) / 100;
}
