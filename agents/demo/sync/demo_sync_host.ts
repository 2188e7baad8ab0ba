import type { AgentLog } from "../../agent_log.ts";
import { seededRandom } from "../../displays/random.ts";
import { startSyncAgent } from "../../sync/agent/sync_agent.ts";
import type { SyncDigit } from "../../sync/agent/sync_state.ts";
import { createScriptedSyncHost } from "../../sync/scripted_sync_host.ts";
import type { SyncBuildId } from "../../sync/sync_build.ts";
import { Cable, type CableEnd } from "../cable.ts";
import type { DemoSyncHost } from "../demo_members.ts";
import type { PlannedSyncHost } from "../demo_plan.ts";
import { agentPlayer, cabled, type Played, type Player } from "../player.ts";
import { SimulatedCard } from "./simulated_card.ts";

/** How a sync host of the fleet is played. */
export interface DemoSyncHostOptions {
  readonly planned: PlannedSyncHost;
  readonly to: CableEnd;
  /** As in `CableOptions`. */
  readonly from: string | null;
  readonly seed: number;
  readonly log: AgentLog;
}

/** Who plays it. */
interface SyncPlayer extends Player {
  say(digit: SyncDigit): void;
}

/** As the dialog of fielded builds has it from the start. */
const INTERVAL_MS = 1_000;
const DIGITS: Readonly<Record<PlannedSyncHost["role"], SyncDigit>> = { master: 2, slave: 1 };

/** Makes a sync host, which nobody has told to send yet. Rejects when no port can be had for its cable. */
export async function createDemoSyncHost(
  options: DemoSyncHostOptions,
): Promise<Played<DemoSyncHost>> {
  const { planned: { address, build, role }, to, from } = options;
  const cable = await Cable.lay({ to, from });
  const locked = DIGITS[role];
  const player = build === "agent"
    ? ourPlayer(options, cable, locked)
    : scriptedPlayer(options, build, cable, locked);
  let digit = locked;
  return {
    kind: "sync",
    key: `sync:${address}`,
    name: address,
    address,
    build,
    get online() {
      return player.online && !cable.isCut;
    },
    get digit() {
      return digit;
    },
    unlock(on) {
      digit = on ? 0 : locked;
      player.say(digit);
    },
    ...cabled(cable, player),
  };
}

function ourPlayer(
  { planned: { address }, seed, log }: DemoSyncHostOptions,
  cable: Cable,
  locked: SyncDigit,
): SyncPlayer {
  const card = new SimulatedCard(locked);
  const begin = () =>
    startSyncAgent({
      source: card,
      target: { address: "127.0.0.1", port: cable.port },
      intervalMs: INTERVAL_MS,
      claim: address,
      listen: null,
      log: (level, sentence) => log(level, `sync ${address}: ${sentence}`),
      random: seededRandom(seed),
    });
  const player = agentPlayer(
    begin,
    ({ linesSent }) => linesSent > 0,
    ({ linesSent }) => ({ sent: linesSent, answered: null }),
  );
  return Object.assign(player, { say: (digit: SyncDigit) => card.become(digit) });
}

function scriptedPlayer(
  { planned: { address }, seed }: DemoSyncHostOptions,
  build: SyncBuildId,
  cable: Cable,
  digit: SyncDigit,
): SyncPlayer {
  const target = { address: "127.0.0.1", port: cable.port };
  const host = createScriptedSyncHost({
    build,
    target,
    claimedAddress: address,
    digit,
    intervalMs: INTERVAL_MS,
    seed,
  });
  return {
    get online() {
      return host.linesSent > 0;
    },
    beats: () => ({ sent: host.linesSent, answered: null }),
    say(said) {
      host.digit = said;
    },
    start() {
      host.start();
      return Promise.resolve();
    },
    stop() {
      host.stop();
      return Promise.resolve();
    },
  };
}
