import { accept, type Outcome, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { groupChanged, groupRemoved, presetChanged, presetRemoved } from "../topics.ts";
import type { Group, GroupDraft, Preset, PresetChange, PresetDraft } from "./messages.ts";
import {
  describe,
  MAX_ITEMS,
  missing,
  type Presets,
  type PresetsContext,
} from "./presets_state.ts";

/** Writes changes; the refusal that people see when the disk does not take them. */
async function write(
  presets: Presets,
  changes: readonly PresetChange[],
): Promise<Outcome<never> | undefined> {
  try {
    await presets.args.store.commit(changes);
    return undefined;
  } catch (cause) {
    return refuseStorage(cause);
  }
}

/** Makes a group, or changes the one with this id. */
export async function saveGroup(
  presets: Presets,
  id: number | undefined,
  draft: GroupDraft,
  ctx: PresetsContext,
): Promise<Outcome<Group>> {
  const old = id === undefined ? undefined : presets.groups.get(id);
  if (id !== undefined && !old) return missing("group", id);
  const refusal = sameName(presets.groups, old?.id, draft.name) ?? tooMany(presets.groups, old) ??
    await unknownDisplay(presets, draft.displayIds, "displayIds", ctx);
  if (refusal) return refusal;
  const group: Group = {
    ...draft,
    displayIds: [...new Set(draft.displayIds)],
    id: old?.id ?? presets.nextGroupId++,
    createdAt: old?.createdAt ?? ctx.now(),
  };
  const failure = await write(presets, [{ type: "groupSaved", group }]);
  if (failure) return failure;
  presets.groups.set(group.id, group);
  ctx.publish(groupChanged, group);
  return accept(group);
}

/** Makes a preset, or changes the one with this id. */
export async function savePreset(
  presets: Presets,
  id: number | undefined,
  draft: PresetDraft,
  ctx: PresetsContext,
): Promise<Outcome<Preset>> {
  const old = id === undefined ? undefined : presets.presets.get(id);
  if (id !== undefined && !old) return missing("preset", id);
  const displayIds = draft.commands.map((command) => command.displayId);
  const refusal = sameName(presets.presets, old?.id, draft.name) ??
    tooMany(presets.presets, old) ?? badTargets(presets, draft) ??
    await unknownDisplay(presets, displayIds, "commands", ctx);
  if (refusal) return refusal;
  const preset: Preset = {
    ...draft,
    id: old?.id ?? presets.nextPresetId++,
    createdAt: old?.createdAt ?? ctx.now(),
    lastExecutedAt: old?.lastExecutedAt ?? null,
  };
  const failure = await write(presets, [{ type: "presetSaved", preset }]);
  if (failure) return failure;
  presets.presets.set(preset.id, preset);
  ctx.publish(presetChanged, preset);
  return accept(preset);
}

function sameName(
  items: ReadonlyMap<number, { readonly id: number; readonly name: string }>,
  ownId: number | undefined,
  name: string,
): Outcome<never> | undefined {
  for (const item of items.values()) {
    if (item.name === name && item.id !== ownId) {
      return refuse("conflict", `"${name}" exists already.`, { field: "name" });
    }
  }
  return undefined;
}

function tooMany(items: ReadonlyMap<number, unknown>, old: unknown): Outcome<never> | undefined {
  if (old || items.size < MAX_ITEMS) return undefined;
  return refuse("tooMany", `At most ${MAX_ITEMS} may exist.`);
}

function badTargets(presets: Presets, draft: PresetDraft): Outcome<never> | undefined {
  if (draft.groupId !== null && !presets.groups.has(draft.groupId)) {
    return refuse("invalid", `There is no group ${draft.groupId}.`, { field: "groupId" });
  }
  if (draft.commands.length === 0) {
    return refuse("invalid", "A preset needs a command for at least one display.", {
      field: "commands",
    });
  }
  const seen = new Set<number>();
  for (const [index, { displayId }] of draft.commands.entries()) {
    if (seen.has(displayId)) {
      const detail = `Display ${displayId} has two commands; a preset takes one per display.`;
      return refuse("invalid", detail, { field: `commands.${index}` });
    }
    seen.add(displayId);
  }
  return undefined;
}

async function unknownDisplay(
  presets: Presets,
  ids: readonly number[],
  field: string,
  ctx: PresetsContext,
): Promise<Outcome<never> | undefined> {
  const known = await describe(presets, ids, ctx);
  const index = ids.findIndex((id) => !known.has(id));
  if (index < 0) return undefined;
  return refuse("invalid", `There is no display ${ids[index]}.`, { field: `${field}.${index}` });
}

/** Removes a group; presets that belonged to it stay, without a group. */
export async function deleteGroup(
  presets: Presets,
  id: number,
  ctx: PresetsContext,
): Promise<Outcome<null>> {
  if (!presets.groups.has(id)) return missing("group", id);
  const orphans = [...presets.presets.values()]
    .filter((preset) => preset.groupId === id)
    .map((preset): Preset => ({ ...preset, groupId: null }));
  const failure = await write(presets, [
    ...orphans.map((preset): PresetChange => ({ type: "presetSaved", preset })),
    { type: "groupRemoved", id },
  ]);
  if (failure) return failure;
  for (const preset of orphans) {
    presets.presets.set(preset.id, preset);
    ctx.publish(presetChanged, preset);
  }
  presets.groups.delete(id);
  ctx.publish(groupRemoved, { id });
  return accept(null);
}

/** Removes a preset; its executions stay in the ledger. */
export async function deletePreset(
  presets: Presets,
  id: number,
  ctx: PresetsContext,
): Promise<Outcome<null>> {
  if (!presets.presets.has(id)) return missing("preset", id);
  const failure = await write(presets, [{ type: "presetRemoved", id }]);
  if (failure) return failure;
  presets.presets.delete(id);
  ctx.publish(presetRemoved, { id });
  return accept(null);
}

/** A display is no more, or has become another: the store has changed its rows already; follow it. */
export function forgetMember(
  presets: Presets,
  id: number,
  into: number | null,
  ctx: PresetsContext,
): void {
  for (const group of presets.groups.values()) {
    if (!group.displayIds.includes(id)) continue;
    const displayIds = replaced(group.displayIds, id, into);
    const changed: Group = { ...group, displayIds };
    presets.groups.set(group.id, changed);
    ctx.publish(groupChanged, changed);
  }
  for (const preset of presets.presets.values()) {
    const mine = preset.commands.find((command) => command.displayId === id);
    if (!mine) continue;
    const rest = preset.commands.filter((command) => command.displayId !== id);
    const taken = into === null || rest.some((command) => command.displayId === into);
    const commands = taken ? rest : [...rest, { ...mine, displayId: into }];
    const changed: Preset = { ...preset, commands };
    presets.presets.set(preset.id, changed);
    ctx.publish(presetChanged, changed);
  }
}

function replaced(ids: readonly number[], id: number, into: number | null): readonly number[] {
  const rest = ids.filter((other) => other !== id);
  return into === null || rest.includes(into) ? rest : [...rest, into];
}
