import { getLogger } from "@logtape/logtape";
import { SYSTEM_CLOCK } from "../../actors/kernel/clock.ts";
import type { AgentLog } from "../../agents/agent_log.ts";
import { createCommandRunner } from "../../agents/nodes/agent/commands/runner.ts";
import type { ContainerEngine } from "../../agents/nodes/agent/container_engine.ts";
import { openDiskStore } from "../../agents/nodes/agent/disk_store.ts";
import { connectDocker } from "../../agents/nodes/agent/docker/docker_engine.ts";
import { LinuxSystem } from "../../agents/nodes/agent/linux_system.ts";
import { createMeasurements } from "../../agents/nodes/agent/machine_measurements.ts";
import { machineServerId } from "../../agents/nodes/agent/machine_id.ts";
import { startNodeAgent } from "../../agents/nodes/agent/node_agent.ts";
import { isNodeName } from "../../agents/nodes/agent/node_names.ts";
import { SubstrateRpc } from "../../agents/nodes/agent/substrate_rpc.ts";
import type {
  NodeAgentSettings,
  RunningNodeAgent,
} from "../../command_line/agents/node_agent_host.ts";
import manifest from "../../deno.json" with { type: "json" };

const logger = getLogger(["signalbox", "node"]);
// A sentence may hold braces, which are not ours to fill in.
const log: AgentLog = (level, sentence) => logger[level]("{sentence}", { sentence });

/**
 * Runs the node agent that was asked for. Rejects when its state folder cannot be had, or nobody can tell the machine
 * from others; an engine that is away is waited for.
 */
export async function openNodeAgent(settings: NodeAgentSettings): Promise<RunningNodeAgent> {
  const serverId = settings.serverId ?? await machineServerId();
  const store = await openDiskStore(settings.stateDir, log);
  const engine = connectDocker(settings.engine);
  const { runner, measurements } = worksOn(engine, settings);
  await runner.recover(log);
  const agent = await startNodeAgent({
    urls: settings.servers,
    serverId,
    version: `signalbox ${manifest.version}`,
    runner,
    measurements,
    store,
    log,
    credentials: settings.login,
    ca: settings.ca,
    intervalMs: settings.intervalMs,
  });
  return {
    serverId,
    ...await nodesOf(engine, settings.nodes),
    async stop() {
      await agent.stop();
      measurements.close();
      engine.close();
    },
  };
}

/** What carries commands out on the containers, and what measures them. */
function worksOn(engine: ContainerEngine, settings: NodeAgentSettings) {
  const { nodes, payout, backupDir: backupFolder, basePaths, rpcPorts: ports } = settings;
  const shared = {
    engine,
    clock: SYSTEM_CLOCK,
    rpc: new SubstrateRpc({ engine, ports }),
    basePaths,
    ...(nodes === null ? {} : { nodes }),
  };
  const system = new LinuxSystem({ hostName: Deno.hostname() });
  return {
    runner: createCommandRunner({
      ...shared,
      backupFolder,
      ...(payout === null ? {} : { payout }),
    }),
    measurements: createMeasurements({ ...shared, system }),
  };
}

async function nodesOf(
  engine: ContainerEngine,
  wanted: readonly string[] | null,
): Promise<Pick<RunningNodeAgent, "nodes" | "trouble">> {
  try {
    const names = (await engine.containers()).map(({ name }) => name);
    const nodes = names.filter((name) => wanted?.includes(name) ?? isNodeName(name));
    return { nodes, trouble: "" };
  } catch (cause) {
    return { nodes: null, trouble: cause instanceof Error ? cause.message : String(cause) };
  }
}
