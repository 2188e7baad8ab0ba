import type { NodeBuild } from "../../nodes/node_build.ts";
import type { ChainView } from "./chain.ts";
import type { SimulatedContainer } from "./simulated_container.ts";
import type { SimulatedHost, SimulatedSystem } from "./simulated_host.ts";
import { fieldedSummaries } from "./fielded_summaries.ts";
import { round, systemFigures } from "./simulated_system.ts";

type Readings = Readonly<Record<string, unknown>>;

/** From which distance of best and final block fielded clients call a node `catching_up`. */
const CATCHING_UP_BLOCKS = 100;

/** What a fielded client makes of a machine, in the shape of its build: `data` of stats and summaries. */
export function fieldedReadings(
  host: SimulatedHost,
  serverId: string,
  schema: NodeBuild["schema"],
): (now: number, type: "stats" | "summary") => Readings {
  const summarise = fieldedSummaries(host);
  const configured = host.containers.map(({ name }) => name);
  return (now, type) => {
    const running = host.containers.filter((container) => container.running);
    const system = host.system(now);
    if (schema === "small") {
      const containers = running.map((container) => usage(container, system, now));
      return { server_id: serverId, timestamp: now, system: smallSystem(system), containers };
    }
    const containers = running.map((container) => ({
      ...usage(container, system, now),
      ...chainOf(container, now),
    }));
    const extras = type === "summary" ? summarise(now) : {};
    return { system: fullSystem(system), containers, configured_nodes: configured, ...extras };
  };
}

function usage(container: SimulatedContainer, system: SimulatedSystem, now: number): Readings {
  const load = container.load(now);
  const limit = system.memoryTotalBytes;
  return {
    id: container.id,
    name: container.name,
    status: "running",
    cpu: { percent: round(load.cpuPercent), cores: system.cpuCores },
    memory: { usage: load.memoryBytes, limit, percent: round(100 * load.memoryBytes / limit) },
    network: { rx: load.receivedBytes, tx: load.sentBytes },
    disk: { read: load.readBytes, write: load.writtenBytes },
    nickname: container.nickname,
    timestamp: now,
  };
}

function chainOf(container: SimulatedContainer, now: number): Readings {
  const chain = container.chain(now);
  return {
    node_name: container.name,
    node_type: "creditcoin3",
    image_name: container.image,
    data_size: container.dataBytes(now),
    sync_state: container.servesRpc(now) ? syncStateOf(chain) : "initializing",
    blockchain: {
      current_block: chain.best,
      finalized_block: chain.finalized,
      target_block: chain.target,
      starting_block: chain.starting,
      peers: chain.peers,
    },
  };
}

function syncStateOf({ peers, syncing, best, finalized }: ChainView): string {
  if (peers === 0) return "no_peers";
  if (syncing) return "syncing";
  return best - finalized > CATCHING_UP_BLOCKS ? "catching_up" : "synced";
}

function smallSystem(system: SimulatedSystem): Readings {
  const { memoryTotalBytes: total, memoryUsedBytes: used } = system;
  const figures = systemFigures(system);
  return {
    host_name: figures.host_name,
    cpu_model: figures.cpu_model,
    cpu_usage: figures.cpu_usage,
    cpu_cores: figures.cpu_cores,
    memory_total: total,
    memory_used: used,
    memory_used_percent: round(100 * used / total),
    swap_total: figures.swap_total,
    swap_used: figures.swap_used,
    uptime: figures.uptime,
    disk_total: figures.disk_total,
    disk_used: figures.disk_used,
  };
}

function fullSystem(system: SimulatedSystem): Readings {
  const { cpuCores, memoryTotalBytes: total, memoryUsedBytes: used } = system;
  return {
    ...systemFigures(system),
    cpu_perf_cores: cpuCores / 2,
    cpu_eff_cores: cpuCores / 2,
    docker_available: true,
    docker_memory_total: total,
    docker_memory_used: used,
    docker_memory_percent: round(100 * used / total),
  };
}
