import { Camera } from "../../protocols/api/camera.ts";
import type { ApiClient } from "./api_client.ts";
import { MOST_NAMES, noSuch, pathPart, whereThere } from "./find.ts";
import type { Texts } from "../texts/texts.ts";

/** The path in the API of a camera that was found: its number alone, as another may be called by that number. */
export function cameraPathOf(id: number): string {
  return `/cameras/id:${id}`;
}

/** A camera by number, name or address; where there is none, the nearest name is told. */
export async function findCamera(api: ApiClient, typed: string, texts: Texts): Promise<Camera> {
  const found = await cameraCalled(api, typed);
  if (found !== undefined) return found;
  const { items } = await api.pages(Camera, { path: "/cameras" }, MOST_NAMES);
  throw noSuch("camera", typed, items.flatMap(({ name, address }) => [name, address]), texts);
}

/** A camera by number, name or address; undefined where there is none. */
export async function cameraCalled(api: ApiClient, typed: string): Promise<Camera | undefined> {
  return await whereThere(api.ask(Camera, { path: `/cameras/${pathPart(typed)}` }));
}
