import { Camera } from "../../protocols/api/camera.ts";
import { type ApiClient, NotFound } from "./api_client.ts";
import { MOST_NAMES, noSuch, pathPart } from "./find.ts";
import type { Texts } from "../texts/texts.ts";

/** The path in the API of a camera that was found: its number alone, as another may be called by that number. */
export function cameraPathOf(id: number): string {
  return `/cameras/id:${id}`;
}

/** A camera by number, name or address; where there is none, the nearest name is told. */
export async function findCamera(api: ApiClient, typed: string, texts: Texts): Promise<Camera> {
  try {
    return await api.ask(Camera, { path: `/cameras/${pathPart(typed)}` });
  } catch (cause) {
    if (!(cause instanceof NotFound)) throw cause;
  }
  const { items } = await api.pages(Camera, { path: "/cameras" }, MOST_NAMES);
  throw noSuch("camera", typed, items.flatMap(({ name, address }) => [name, address]), texts);
}
