import { Display } from "../../protocols/api/display.ts";
import { type Group, GroupList } from "../../protocols/api/group.ts";
import { type Preset, PresetList } from "../../protocols/api/preset.ts";
import { foldOldName } from "../../protocols/moving_in/names.ts";
import type { ApiClient } from "../api/api_client.ts";
import { MOST_NAMES } from "../api/find.ts";

/** What the control host has already. */
export interface PresentFleet {
  /** By folded name and alias. */
  readonly displays: ReadonlyMap<string, Display>;
  /** By exact name, which is what tells them apart. */
  readonly groups: ReadonlyMap<string, Group>;
  readonly presets: ReadonlyMap<string, Preset>;
}

/** Asks for all of it. */
export async function presentFleet(api: ApiClient): Promise<PresentFleet> {
  const { items } = await api.pages(Display, { path: "/displays" }, MOST_NAMES);
  const groups = await api.ask(GroupList, { path: "/groups" });
  const presets = await api.ask(PresetList, { path: "/presets" });
  return {
    displays: new Map(
      items.flatMap((display) =>
        [...display.aliases, display.name].map((name) => [foldOldName(name), display] as const)
      ),
    ),
    groups: new Map(groups.items.map((group) => [group.name, group])),
    presets: new Map(presets.items.map((preset) => [preset.name, preset])),
  };
}
