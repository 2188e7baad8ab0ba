import type { AgentLog } from "../../agent_log.ts";
import { startCameraAgent } from "../../cameras/camera_agent.ts";
import { seededRandom } from "../../displays/random.ts";
import type { DemoCamera } from "../demo_members.ts";
import type { PlannedCamera } from "../demo_plan.ts";
import type { Played } from "../player.ts";
import { LoopSource } from "./loop_source.ts";
import { loopOf } from "./loops.ts";

/** How a camera of the fleet is played. */
export interface DemoCameraOptions {
  readonly planned: PlannedCamera;
  /** Which one it is, from 0: each has a picture of its own. */
  readonly index: number;
  readonly port: number;
  readonly mqttUrl: string;
  readonly seed: number;
  readonly log: AgentLog;
}

/** Makes a camera, which does not serve yet; starting it rejects, with the system's `code`, when its port is taken. */
export function createDemoCamera(options: DemoCameraOptions): Played<DemoCamera> {
  const { planned: { address }, index, port, mqttUrl, seed, log } = options;
  const source = new LoopSource(loopOf(index));
  const begin = () =>
    startCameraAgent({
      source,
      framed: false,
      bind: address,
      port,
      brokerUrl: mqttUrl,
      advertise: null,
      // One that freezes is to stay frozen.
      silenceMs: Number.MAX_SAFE_INTEGER,
      log: (level, sentence) => log(level, `camera ${address}: ${sentence}`),
      random: seededRandom(seed),
    });
  let agent: Awaited<ReturnType<typeof begin>> | undefined;
  return {
    kind: "camera",
    key: `camera:${address}`,
    name: address,
    address,
    build: "agent",
    port,
    get online() {
      return agent !== undefined && agent.answers + agent.viewers > 0;
    },
    get viewers() {
      return agent?.viewers ?? 0;
    },
    freeze: (on) => source.freeze(on),
    async start() {
      agent = await begin();
    },
    async stop() {
      await agent?.stop();
    },
  };
}
