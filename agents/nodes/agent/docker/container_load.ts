import type { ContainerLoad } from "../container_engine.ts";
import type { Stats } from "./engine_shapes.ts";

/** Processor time until now, in nanoseconds: of the container, and of all cores together. */
export interface CpuMark {
  readonly container: number;
  readonly machine: number;
}

/** Where the processor time stands; undefined when the container does not run. */
export function cpuMarkOf(cpu: Stats["cpu_stats"]): CpuMark | undefined {
  const { cpu_usage: { total_usage: container }, system_cpu_usage: machine } = cpu;
  return machine === undefined ? undefined : { container, machine };
}

/** What a container uses, by two marks of its processor time and one reading of all else. */
export function loadOf(stats: Stats, before: CpuMark, now: CpuMark): ContainerLoad {
  const cores = stats.cpu_stats.online_cpus ?? 1;
  const { usage, limit, stats: kinds } = stats.memory_stats;
  // The cache's part under control groups 1 and 2, as `docker stats` leaves it out.
  const cache = kinds.total_inactive_file ?? kinds.inactive_file ?? 0;
  const networks = Object.values(stats.networks);
  return {
    cpuPercent: cpuPercent(before, now, cores),
    cpuCores: cores,
    memoryUsedBytes: cache < usage ? usage - cache : usage,
    memoryLimitBytes: limit,
    networkReceivedBytes: sum(networks.map((network) => network.rx_bytes)),
    networkSentBytes: sum(networks.map((network) => network.tx_bytes)),
    diskReadBytes: moved(stats, "read"),
    diskWrittenBytes: moved(stats, "write"),
  };
}

function cpuPercent(before: CpuMark, now: CpuMark, cores: number): number {
  const machine = now.machine - before.machine;
  // It was started again in between: its own time begins anew.
  const container = now.container < before.container
    ? now.container
    : now.container - before.container;
  return machine > 0 ? container / machine * cores * 100 : 0;
}

function moved(stats: Stats, how: "read" | "write"): number {
  const all = stats.blkio_stats.io_service_bytes_recursive ?? [];
  return sum(all.filter(({ op }) => op.toLowerCase() === how).map(({ value }) => value));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
