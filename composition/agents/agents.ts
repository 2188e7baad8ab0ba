import { getLogger } from "@logtape/logtape";
import { SYSTEM_CLOCK } from "../../actors/kernel/clock.ts";
import type { AgentLog } from "../../agents/agent_log.ts";
import { startCameraAgent } from "../../agents/cameras/camera_agent.ts";
import { chooseSource } from "../../agents/cameras/choose_source.ts";
import type { VideoSource } from "../../agents/cameras/video_source.ts";
import type {
  CameraAgentSettings,
  RunningCameraAgent,
} from "../../command_line/agents/agent_host.ts";
import { PortUnavailable } from "../port_unavailable.ts";

/** What cameras and test pictures come at, and what is taken for a second's worth of pictures. */
const USUAL_RATE = 30;

const logger = getLogger(["signalbox", "camera"]);
// A sentence may hold braces, which are not ours to fill in.
const log: AgentLog = (level, sentence) => logger[level]("{sentence}", { sentence });

/** Runs the camera agent that was asked for. Rejects when its source or its port cannot be had. */
export async function openCameraAgent(settings: CameraAgentSettings): Promise<RunningCameraAgent> {
  const { bind, port, mqttUrl, advertise, silenceMs, format } = settings;
  const source = sourceOf(settings);
  try {
    return await startCameraAgent({
      source,
      framed: format !== "h264",
      bind,
      port,
      brokerUrl: mqttUrl,
      advertise,
      silenceMs,
      log,
    });
  } catch (cause) {
    throw isPortError(cause) ? new PortUnavailable("agent", port, cause) : cause;
  }
}

function sourceOf(settings: CameraAgentSettings): VideoSource {
  const { source, codec, format, width, height, bitrateKbps } = settings;
  const framesPerSecond = settings.framesPerSecond ?? USUAL_RATE;
  return chooseSource({
    source,
    picture: {
      codec: codec === "mjpeg" ? "jpeg" : "h264",
      width,
      height,
      framesPerSecond,
      bitrateKbps,
      keyframeEvery: settings.keyframeEvery ?? framesPerSecond,
    },
    fileRate: settings.framesPerSecond,
    codec: format === "framed-jpeg" ? "jpeg" : "h264",
    clock: SYSTEM_CLOCK,
  });
}

function isPortError(cause: unknown): boolean {
  return (cause as { readonly syscall?: unknown } | undefined)?.syscall === "listen";
}
