import { join } from "node:path";
import { SYSTEM_CLOCK } from "../../../actors/kernel/mod.ts";
import type { AgentLog } from "../../agent_log.ts";
import { seededRandom } from "../../displays/random.ts";
import { createCommandRunner } from "../../nodes/agent/commands/runner.ts";
import { createMeasurements } from "../../nodes/agent/machine_measurements.ts";
import { startNodeAgent } from "../../nodes/agent/node_agent.ts";
import { createMemoryStore } from "../../nodes/agent/node_notes.ts";
import { NODE_BUILDS } from "../../nodes/builds.ts";
import type { NodeBuildId } from "../../nodes/node_build.ts";
import { createScriptedNode } from "../../nodes/scripted_node.ts";
import { realClock, Waits } from "../../waits.ts";
import { Cable, type CableEnd } from "../cable.ts";
import type { OnDeed } from "../deed.ts";
import type { DemoNodeHost } from "../demo_members.ts";
import type { PlannedNodeHost } from "../demo_plan.ts";
import { agentPlayer, cabled, type Played, type Player } from "../player.ts";
import { fieldedCommands } from "./fielded_commands.ts";
import { fieldedReadings } from "./fielded_readings.ts";
import { SimulatedEngine } from "./simulated_engine.ts";
import { SimulatedHost } from "./simulated_host.ts";
import { simulatedSystem } from "./simulated_system.ts";

/** How a node host of the fleet is played. */
export interface DemoNodeHostOptions {
  readonly planned: PlannedNodeHost;
  readonly to: CableEnd;
  /** As in `CableOptions`. */
  readonly from: string | null;
  readonly seed: number;
  /** The fleet's; each host has a folder of its own in it. */
  readonly stateDir: string;
  readonly timeScale: number;
  readonly log: AgentLog;
  readonly onDeed: OnDeed;
}

/** Whoever looks at it sees that it is none. */
const VERSION = "signalbox demo";
/** Nobody looks at what a node host of the fleet has heard. */
const RECEIVED_LIMIT = 20;

/** Makes a node host, which nobody has told to connect yet. Rejects when no port can be had for its cable. */
export async function createDemoNodeHost(
  options: DemoNodeHostOptions,
): Promise<Played<DemoNodeHost>> {
  const { planned: { serverId, address, containers, build }, to, from, seed } = options;
  const key = `node:${serverId}`;
  const cable = await Cable.lay({ to, from });
  const host = new SimulatedHost(containers, seed, realClock.now());
  for (const container of host.containers) {
    container.onDeed = (what, detail) =>
      options.onDeed({ member: key, what, detail: `${container.name} ${detail}`.trimEnd() });
  }
  const player = build === "agent"
    ? ourPlayer(options, cable, host)
    : scriptedPlayer(options, build, cable, host);
  return {
    kind: "node",
    key,
    name: serverId,
    serverId,
    address,
    build,
    containers,
    get online() {
      return player.online && !cable.isCut;
    },
    slowDisk: (on) => host.slowDisk(on, realClock.now()),
    failRotation(on) {
      host.keysFail = on;
    },
    ...cabled(cable, player),
  };
}

function ourPlayer(
  { planned: { serverId }, seed, stateDir, timeScale, log }: DemoNodeHostOptions,
  cable: Cable,
  host: SimulatedHost,
): Player {
  const clock = SYSTEM_CLOCK;
  const engine = new SimulatedEngine(host, seededRandom(seed), clock);
  const measurements = createMeasurements({ engine, clock, system: simulatedSystem(host, clock) });
  const begin = async () => {
    const agent = await startNodeAgent({
      urls: [`ws://127.0.0.1:${cable.port}/ws/monitoring/`],
      serverId,
      version: VERSION,
      runner: createCommandRunner({ engine, clock, backupFolder: join(stateDir, serverId) }),
      measurements,
      store: createMemoryStore(),
      log: (level, sentence) => log(level, `node ${serverId}: ${sentence}`),
      random: seededRandom(seed + 1),
      timeScale,
    });
    const stop = async () => {
      measurements.close();
      await agent.stop();
    };
    return { isOnline: () => agent.registered, stop };
  };
  return agentPlayer(begin, ({ isOnline }) => isOnline());
}

function scriptedPlayer(
  { planned: { serverId, containers }, seed, timeScale }: DemoNodeHostOptions,
  build: NodeBuildId,
  cable: Cable,
  host: SimulatedHost,
): Player {
  const waits = new Waits(realClock, timeScale);
  const node = createScriptedNode({
    build,
    url: `ws://127.0.0.1:${cable.port}`,
    serverId,
    containers,
    seed,
    timeScale,
    look: fieldedReadings(host, serverId, NODE_BUILDS[build].schema),
    commands: fieldedCommands(host, waits),
    receivedLimit: RECEIVED_LIMIT,
  });
  return {
    get online() {
      return node.registered;
    },
    beats: () => ({ sent: node.statsSent, answered: node.statsAcknowledged }),
    start() {
      node.start();
      return Promise.resolve();
    },
    stop() {
      waits.cancelAll();
      node.stop();
      return Promise.resolve();
    },
  };
}
