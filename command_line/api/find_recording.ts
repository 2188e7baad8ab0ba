import { type Recording, RecordingList } from "../../protocols/api/camera.ts";
import type { ApiClient } from "./api_client.ts";
import { noSuch } from "./find.ts";
import { cameraPathOf } from "./find_camera.ts";
import type { Texts } from "../texts/texts.ts";

/** A recording on a camera's disk, and its path in the API. */
export interface FoundRecording {
  readonly recording: Recording;
  readonly path: string;
}

/** Every recording of a camera, as its list has them. */
export async function recordingsOf(
  api: ApiClient,
  camera: number,
): Promise<readonly Recording[]> {
  return (await api.ask(RecordingList, { path: recordingsPath(camera) })).items;
}

/** A recording by the name of its file; where there is none, the nearest name is told. */
export async function findRecording(
  api: ApiClient,
  camera: number,
  file: string,
  texts: Texts,
): Promise<FoundRecording> {
  const items = await recordingsOf(api, camera);
  const recording = items.find(({ name }) => name === file);
  if (recording !== undefined) {
    return { recording, path: `${recordingsPath(camera)}/${encodeURIComponent(file)}` };
  }
  const names = items.map(({ name }) => name);
  throw noSuch("recording", file, names, texts, `camera recordings ${camera}`);
}

function recordingsPath(camera: number): string {
  return `${cameraPathOf(camera)}/recordings`;
}
