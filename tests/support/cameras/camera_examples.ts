import assert from "node:assert/strict";
import { camerasActor } from "../../../actors/cameras/directory.ts";
import type { ActorSystem } from "../../../actors/kernel/mod.ts";
import { createScriptedCamera } from "../../../agents/cameras/scripted_camera.ts";
import type { RecordingList } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Api } from "../api/api.ts";
import { PATIENCE_MS } from "../displays/scripted_fleet.ts";
import { accessUnits, lengthPrefixed } from "./test_pictures.ts";
import { JPEG_CLIP } from "./video_clip.ts";

/** Names of the two cameras under script. */
export const EXAMPLE_CAMERA = "Entrance";
export const JPEG_CAMERA = "Attic";

/** Runs with two cameras that stream, one H.264 and one JPEG, as the config file would name them. */
export async function withExampleCameras<T>(
  run: (configured: readonly { name: string; address: string; port: number }[]) => Promise<T>,
): Promise<T> {
  const h264 = await Deno.readFile(new URL("../../fixtures/mp4/aud.h264", import.meta.url));
  const jpeg = JPEG_CLIP.frames.map(({ bytes }) => lengthPrefixed(bytes));
  const cameras = [
    { name: EXAMPLE_CAMERA, camera: createScriptedCamera({ tape: accessUnits(h264) }) },
    { name: JPEG_CAMERA, camera: createScriptedCamera({ tape: jpeg }) },
  ];
  try {
    await Promise.all(cameras.map(({ camera }) => camera.start()));
    return await run(
      cameras.map(({ name, camera: { address, port } }) => ({ name, address, port })),
    );
  } finally {
    await Promise.all(cameras.map(({ camera }) => camera.stop()));
  }
}

/** A camera that has answered discovery, and where nobody serves; answers its address. */
export function exampleSpareCamera(system: ActorSystem, nth: number): string {
  const cameras = system.find(camerasActor, "cameras") ?? assert.fail("no directory of cameras");
  const address = `127.9.${nth >> 8 & 255}.${nth & 255}`;
  cameras.tell({ type: "discovered", event: { type: "cameraAnswered", address } });
  return address;
}

/** A finished recording of {@link EXAMPLE_CAMERA}; a new one where all were deleted. */
export async function exampleRecording(api: Api): Promise<string> {
  const path = `/api/v1/cameras/${EXAMPLE_CAMERA}`;
  const finished = async () =>
    (await api.call<RecordingList>(`${path}/recordings`)).items.find((each) => each.finished)?.name;
  const there = await finished();
  if (there !== undefined) return there;
  for (const action of ["record_start", "record_stop"]) {
    const json = { action, deadlineMs: PATIENCE_MS };
    const row = await api.call<Command>(`${path}/commands`, { method: "POST", json });
    const { state, reason } = await api.finished(row, PATIENCE_MS);
    assert.equal(state, "completed", `${action}: ${reason}`);
  }
  return await finished() ?? assert.fail("nothing was recorded");
}
