import { Camera } from "../protocols/api/camera.ts";
import { type ApiClient, NotFound } from "./api_client.ts";
import { MOST_NAMES, noSuch } from "./find.ts";
import type { Texts } from "./texts.ts";

/** A camera's path in the API. `.` and `..` would be steps in it, and are nobody's name. */
export function cameraPath(camera: string | number): string {
  const typed = String(camera);
  return `/cameras/${encodeURIComponent(/^\.{0,2}$/.test(typed) ? `"${typed}"` : typed)}`;
}

/** A camera by number, name or address; where there is none, the nearest name is told. */
export async function findCamera(api: ApiClient, typed: string, texts: Texts): Promise<Camera> {
  try {
    return await api.ask(Camera, { path: cameraPath(typed) });
  } catch (cause) {
    if (!(cause instanceof NotFound)) throw cause;
  }
  const { items } = await api.pages(Camera, { path: "/cameras" }, MOST_NAMES);
  throw noSuch("camera", typed, items.flatMap(({ name, address }) => [name, address]), texts);
}
