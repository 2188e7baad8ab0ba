import { getLogger } from "@logtape/logtape";
import {
  cameraRefused,
  camerasConfigured,
  retentionChanged,
  siteRecordingChanged,
} from "../../actors/cameras/log_topics.ts";
import type { ActorSystem } from "../../actors/kernel/mod.ts";

const cameras = getLogger(["signalbox", "cameras"]);

/** Words what the actors of cameras publish. Returns the ways to stop. */
export function logCameraFacts(system: ActorSystem): readonly (() => void)[] {
  return [
    system.subscribe(cameraRefused, ({ address, reason }) => {
      cameras.warn("{address} answered as a camera and is not taken: {reason}", {
        address,
        reason,
      });
    }),
    system.subscribe(camerasConfigured, ({ cameras: count }) => {
      if (count > 0) cameras.info("{count} camera(s) are configured", { count });
    }),
    system.subscribe(siteRecordingChanged, ({ since }) => {
      if (since === null) cameras.info("the recording of all cameras has ended");
      else cameras.info("every camera that streams is recorded");
    }),
    system.subscribe(retentionChanged, ({ problem }) => {
      if (problem === null) cameras.info("old recordings are deleted again");
      else cameras.warn("old recordings cannot be deleted: {problem}", { problem });
    }),
  ];
}

/** Says once that the broker by which cameras are found is lost, and once that it is back. */
export function logDiscovery(
  { state, broker, reason }: {
    readonly state: string;
    readonly broker: string;
    readonly reason: string;
  },
): void {
  if (state === "connected") cameras.info("cameras are looked for at {broker}", { broker });
  else cameras.warn("the broker {broker} is {state}: {reason}", { broker, state, reason });
}
