import { z } from "zod";
import { ContainerName } from "../../../protocols/mserver/container_name.ts";
import type {
  ContainerStats,
  NodeReading,
  SystemStats,
} from "../../../protocols/mserver/events.ts";
import { CHAIN_SYNC_STATES } from "../../../protocols/node_vocabulary.ts";
import { cleanLine } from "../../../protocols/text.ts";

/**
 * What a reading is, said once more with a schema library: slower than the reader that is used, and written
 * without a look at it, so that a test can hold one to the other.
 */
const amount = z.number().min(0).nullable().catch(null);
const count = z.int().min(0).nullable().catch(null);
const orZero = z.number().min(0).catch(0);
const positive = z.number().positive().nullable().catch(null);
const line = (max = 255) =>
  z.string().transform((text) => cleanLine(text, max)).nullable().catch(null);
const part = <T extends z.ZodRawShape>(shape: T) => {
  const schema = z.object(shape);
  return z.unknown().optional().transform((value) =>
    schema.parse(
      z.record(z.string(), z.unknown()).safeParse(value).success && !Array.isArray(value)
        ? value
        : {},
    )
  );
};

const epoch = z.number().positive().transform((n) => Math.round(n < 1e11 ? n * 1_000 : n))
  .refine((ms) => ms <= 8.64e15);

const System = part({
  host_name: line(),
  cpu_model: line(),
  cpu_usage: amount,
  cpu_cores: amount,
  host_memory_total: positive,
  docker_available: z.boolean().nullable().catch(null),
  docker_memory_total: positive,
  docker_memory_used: amount,
  docker_memory_percent: amount,
  memory_total: amount,
  memory_used: amount,
  memory_used_percent: amount,
  swap_total: amount,
  swap_used: amount,
  disk_total: amount,
  disk_used: amount,
  disk_percent: amount,
  uptime: amount,
}).transform((given): SystemStats => {
  const docker = given.docker_available === false ? { total: null, used: null, percent: null } : {
    total: given.docker_memory_total,
    used: given.docker_memory_used,
    percent: given.docker_memory_percent,
  };
  return {
    hostName: given.host_name,
    cpuModel: given.cpu_model,
    cpuPercent: given.cpu_usage,
    cpuCores: given.cpu_cores,
    memoryTotalBytes: docker.total ?? given.host_memory_total ?? given.memory_total,
    memoryUsedBytes: docker.used ?? given.memory_used,
    memoryPercent: docker.percent ?? given.memory_used_percent,
    swapTotalBytes: given.swap_total,
    swapUsedBytes: given.swap_used,
    diskTotalBytes: given.disk_total,
    diskUsedBytes: given.disk_used,
    diskPercent: given.disk_percent,
    uptimeSeconds: given.uptime,
    dockerAvailable: given.docker_available,
  };
});

const Container = z.object({
  id: line(),
  name: ContainerName,
  status: line(64),
  cpu: part({ percent: orZero, cores: amount }),
  memory: part({ usage: orZero, limit: amount, percent: amount }),
  network: part({ rx: orZero, tx: orZero }),
  disk: part({ read: orZero, write: orZero }),
  nickname: line(),
  node_type: line(64),
  image_name: line(),
  data_size: amount,
  sync_state: z.enum(CHAIN_SYNC_STATES).nullish().transform((state) => state ?? null).catch(
    "unknown",
  ),
  blockchain: part({
    current_block: count,
    finalized_block: count,
    target_block: count,
    peers: count,
  }),
}).transform((given): ContainerStats => ({
  id: given.id ?? "",
  name: given.name,
  status: given.status ?? "unknown",
  cpuPercent: given.cpu.percent,
  cpuCores: given.cpu.cores,
  memoryUsedBytes: given.memory.usage,
  memoryLimitBytes: given.memory.limit,
  memoryPercent: given.memory.percent,
  networkReceivedBytes: given.network.rx,
  networkSentBytes: given.network.tx,
  diskReadBytes: given.disk.read,
  diskWrittenBytes: given.disk.write,
  nickname: given.nickname ?? "",
  nodeType: given.node_type,
  imageName: given.image_name,
  dataBytes: given.data_size,
  syncState: given.sync_state,
  currentBlock: given.blockchain.current_block,
  finalizedBlock: given.blockchain.finalized_block,
  targetBlock: given.blockchain.target_block,
  peers: given.blockchain.peers,
}));

const interval = z.number().positive().max(86_400).transform((seconds) => seconds * 1_000)
  .nullable().catch(null);

/** A stats frame with distinct container names, as a {@link NodeReading}. */
export const Reading = z.object({
  timestamp: epoch,
  sequence: count,
  interval,
  data: z.object({
    system: System,
    containers: z.array(Container).max(256).nullish(),
    configured_nodes: z.array(z.unknown()).catch([]),
  }),
}).transform(({ timestamp, sequence, interval, data }): NodeReading => ({
  at: timestamp,
  sequence,
  intervalMs: interval,
  system: data.system,
  containers: data.containers ?? [],
  configuredNodes: [
    ...new Set(
      data.configured_nodes.slice(0, 256).flatMap((name) =>
        ContainerName.safeParse(name).data ?? []
      ),
    ),
  ],
}));
