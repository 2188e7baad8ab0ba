import { type Wall, WallList } from "../../protocols/api/wall.ts";
import type { ApiClient } from "./api_client.ts";
import { noSuch } from "./find.ts";
import type { Texts } from "../texts/texts.ts";

/** A wall by its name; where there is none, the nearest name is told. */
export async function findWall(api: ApiClient, typed: string, texts: Texts): Promise<Wall> {
  const walls = await wallsOf(api);
  const found = wallCalled(walls, typed);
  if (found === undefined) throw noSuch("wall", typed, walls.map(({ name }) => name), texts);
  return found;
}

/** Every wall, in the order of the config file. */
export async function wallsOf(api: ApiClient): Promise<readonly Wall[]> {
  return (await api.ask(WallList, { path: "/walls" })).items;
}

/** The wall of this name in any letter case; undefined where there is none. */
export function wallCalled(walls: readonly Wall[], typed: string): Wall | undefined {
  return walls.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
}

/** The path in the API of a wall that was found. */
export function wallPathOf({ name }: Pick<Wall, "name">): string {
  return `/walls/${encodeURIComponent(name)}`;
}
