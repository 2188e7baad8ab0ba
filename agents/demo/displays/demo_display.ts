import { join } from "node:path";
import type { AgentLog } from "../../agent_log.ts";
import { startDisplayAgent } from "../../displays/agent/display_agent.ts";
import type { BuildId } from "../../displays/display_build.ts";
import { seededRandom } from "../../displays/random.ts";
import { createScriptedDisplay } from "../../displays/scripted_display.ts";
import { realClock, Waits } from "../../waits.ts";
import { Cable, type CableEnd } from "../cable.ts";
import type { OnDeed } from "../deed.ts";
import type { DemoDisplay } from "../demo_members.ts";
import type { PlannedDisplay } from "../demo_plan.ts";
import { agentPlayer, cabled, type Played, type Player } from "../player.ts";
import { SimulatedShows } from "./simulated_shows.ts";

/** How a display of the fleet is played. */
export interface DemoDisplayOptions {
  readonly planned: PlannedDisplay;
  readonly to: CableEnd;
  /** As in `CableOptions`. */
  readonly from: string | null;
  readonly seed: number;
  /** The fleet's; each display has a folder of its own in it. */
  readonly stateDir: string;
  readonly timeScale: number;
  readonly log: AgentLog;
  readonly onDeed: OnDeed;
}

/** Trays that have given up wait for a person; ours comes by so often. */
const LOOK_AFTER_MS = 5_000;
/** What a crowd in one process takes to look at an answer is not the server's fault, as it is of one PC. */
const ACK_TIME_SCALE = 0.2;
/** Nobody looks at what a display of the fleet has heard. */
const RECEIVED_LIMIT = 20;

/** Makes a display, which nobody has told to connect yet. Rejects when no port can be had for its cable. */
export async function createDemoDisplay(options: DemoDisplayOptions): Promise<Played<DemoDisplay>> {
  const { planned: { name, address, build }, to, from, seed, onDeed } = options;
  const key = `display:${name}`;
  const cable = await Cable.lay({ to, from });
  const started = (detail: string) => onDeed({ member: key, what: "started", detail });
  const shows = new SimulatedShows(seededRandom(seed), realClock, started);
  const player = build === "agent"
    ? ourPlayer(options, cable, shows)
    : scriptedPlayer(options, build, cable, shows);
  return {
    kind: "display",
    key,
    name,
    address,
    build,
    get online() {
      return player.online && !cable.isCut;
    },
    get running() {
      return shows.running;
    },
    crashLoop: (on) => shows.crashLoop(on),
    ...cabled(cable, player, () => shows.close()),
  };
}

function ourPlayer(options: DemoDisplayOptions, cable: Cable, shows: SimulatedShows): Player {
  const { planned: { name, address }, seed, stateDir, timeScale, log } = options;
  const begin = () =>
    startDisplayAgent({
      url: urlOf(cable),
      name,
      address: () => Promise.resolve(address),
      stateDir: join(stateDir, name),
      rules: { shell: "auto", allowed: null },
      machine: shows.machine,
      log: (level, sentence) => log(level, `${name}: ${sentence}`),
      random: seededRandom(seed),
      timeScale,
    });
  return agentPlayer(begin, ({ registered }) => registered);
}

function scriptedPlayer(
  { planned: { name, address }, seed, timeScale }: DemoDisplayOptions,
  build: BuildId,
  cable: Cable,
  shows: SimulatedShows,
): Player {
  const display = createScriptedDisplay({
    build,
    url: urlOf(cable),
    name,
    address,
    seed,
    timeScale,
    ackTimeScale: ACK_TIME_SCALE,
    processes: shows.table,
    receivedLimit: RECEIVED_LIMIT,
  });
  const waits = new Waits(realClock, timeScale);
  return {
    get online() {
      return display.online && display.registered;
    },
    beats: () => ({ sent: display.beatsSent, answered: display.beatsConfirmed }),
    start() {
      display.start();
      let wasAway = false;
      waits.every(LOOK_AFTER_MS, () => {
        // Twice in a row: what is just about to connect is left alone.
        if (!display.online && wasAway) display.start();
        wasAway = !display.online;
      });
      return Promise.resolve();
    },
    stop() {
      waits.cancelAll();
      display.stop();
      return Promise.resolve();
    },
  };
}

function urlOf({ port }: Cable): string {
  return `http://127.0.0.1:${port}`;
}
