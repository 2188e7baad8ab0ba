import { setTimeout as wait } from "node:timers/promises";
import { createScriptedCamera } from "../../agents/cameras/scripted_camera.ts";
import type { Camera } from "../../protocols/api/camera.ts";
import { ADMIN_TOKEN } from "../../tests/support/host_settings.ts";
import { ControlHostProcess } from "../../tests/support/processes/control_host_process.ts";
import { numberedJpegs } from "../../tests/support/cameras/numbered_pictures.ts";
import type { Target } from "./flooding.ts";

/** A control host with every port open, and a camera that streams. */
export interface Stage {
  readonly host: ControlHostProcess;
  readonly target: Target;
  /** Ends the camera and the host. Rejects when the host does not end in order. */
  leave(): Promise<void>;
}

const CAMERA = "Stage-left";
export const PICTURES_PER_SECOND = 20;
const PICTURE_BYTES = 40_000;
const PATIENCE_MS = 20_000;

/** Starts both; resolves when there is a relay to connect to. */
export async function startStage(dataDir: string): Promise<Stage> {
  const camera = createScriptedCamera({
    tape: numberedJpegs(30, PICTURE_BYTES),
    framesPerSecond: PICTURES_PER_SECOND,
  });
  await camera.start();
  const { address, port } = camera;
  const cameras = [{ name: CAMERA, address, port }];
  const host = await ControlHostProcess.start(dataDir, { tlsSelfSigned: true, cameras });
  const relayPort = await relayOf(host);
  return {
    host,
    target: { ...host.ready, relayPort, token: ADMIN_TOKEN },
    async leave() {
      await host.stop().finally(() => camera.stop());
    },
  };
}

async function relayOf({ api }: ControlHostProcess): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { relayPort } = await api.call<Camera>(`/api/v1/cameras/${CAMERA}`);
    if (relayPort !== null) return relayPort;
    await wait(100);
  }
  throw new Error(`no relay within ${PATIENCE_MS} ms`);
}
