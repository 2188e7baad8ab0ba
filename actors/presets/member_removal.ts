import { nextEdit } from "../edited.ts";
import { groupChanged, presetChanged } from "../topics.ts";
import type { Group, Preset, PresetChange } from "./messages.ts";
import type { Presets, PresetsContext } from "./presets_state.ts";

/**
 * A display is no more, or has become another. The store has changed the lists already, so what is written here is
 * the version alone; an editor who has the old lists is told so.
 */
export function forgetMember(
  presets: Presets,
  id: number,
  into: number | null,
  ctx: PresetsContext,
): void {
  const changes: PresetChange[] = [];
  for (const group of presets.groups.values()) {
    if (!group.displayIds.includes(id)) continue;
    const displayIds = replaced(group.displayIds, id, into);
    const changed: Group = { ...group, displayIds, ...nextEdit(group, "", ctx.now()) };
    changes.push({ type: "groupSaved", group: changed });
    presets.groups.set(group.id, changed);
    ctx.publish(groupChanged, changed);
  }
  for (const preset of presets.presets.values()) {
    const mine = preset.commands.find((command) => command.displayId === id);
    if (!mine) continue;
    const rest = preset.commands.filter((command) => command.displayId !== id);
    const taken = into === null || rest.some((command) => command.displayId === into);
    const commands = taken ? rest : [...rest, { ...mine, displayId: into }];
    const changed: Preset = { ...preset, commands, ...nextEdit(preset, "", ctx.now()) };
    changes.push({ type: "presetSaved", preset: changed });
    presets.presets.set(preset.id, changed);
    ctx.publish(presetChanged, changed);
  }
  // A disk that is full keeps the old version, of which an editor's lists name a display that is no more.
  if (changes.length > 0) presets.args.store.commit(changes).catch(() => {});
}

function replaced(ids: readonly number[], id: number, into: number | null): readonly number[] {
  const rest = ids.filter((other) => other !== id);
  return into === null || rest.includes(into) ? rest : [...rest, into];
}
