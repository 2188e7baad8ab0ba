import { DisplayDetail } from "../protocols/api/display.ts";
import { Group, GroupList } from "../protocols/api/group.ts";
import { Preset, PresetList } from "../protocols/api/preset.ts";
import type { ApiClient } from "./api_client.ts";
import { CommandFailure } from "./failure.ts";
import type { Texts } from "./texts.ts";
import { visible } from "./visible.ts";

/** A display by number, name or alias. */
export function findDisplay(api: ApiClient, typed: string): Promise<DisplayDetail> {
  return api.ask(DisplayDetail, { path: `/displays/${encodeURIComponent(typed)}` });
}

/** A preset by number or name. */
export async function findPreset(api: ApiClient, typed: string, texts: Texts): Promise<Preset> {
  const { items } = await api.ask(PresetList, { path: "/presets" });
  return pick("preset", items, typed, texts);
}

/** A group by number or name. */
export async function findGroup(api: ApiClient, typed: string, texts: Texts): Promise<Group> {
  const { items } = await api.ask(GroupList, { path: "/groups" });
  return pick("group", items, typed, texts);
}

/** An exact name comes before a number, and a number before a name in other letter case. */
function pick<T extends { readonly id: number; readonly name: string }>(
  kind: string,
  items: readonly T[],
  typed: string,
  texts: Texts,
): T {
  const exact = items.filter((item) => item.name === typed);
  const byId = items.filter((item) => String(item.id) === typed);
  const loose = items.filter((item) => item.name.toLowerCase() === typed.toLowerCase());
  const found = [exact, byId, loose].find((matches) => matches.length > 0) ?? [];
  const [first] = found;
  const name = visible(typed);
  if (first === undefined) {
    throw new CommandFailure(texts.noSuch(kind, name), texts.seeList(`${kind}s`));
  }
  if (found.length > 1) {
    throw new CommandFailure(texts.ambiguous(name, found.map((item) => item.id).join(", ")));
  }
  return first;
}
