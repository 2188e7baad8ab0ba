import { type AuditFacts, type AuditLine, auditLines } from "../audit/audit_line.ts";
import type { Authored } from "../audit/author.ts";
import { type Edit, nextEdit, refuseOutdated } from "../edited.ts";
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

/** Writes changes with their lines of the trail; the refusal that people see when the disk does not take them. */
async function write(
  presets: Presets,
  changes: readonly PresetChange[],
  lines: readonly AuditLine[],
): Promise<Outcome<never> | undefined> {
  try {
    await presets.args.store.commit(changes, lines);
    return undefined;
  } catch (cause) {
    return refuseStorage(cause);
  }
}

/** Makes a group, or changes the one with this id. */
export async function saveGroup(
  presets: Presets,
  id: number | undefined,
  { draft, edit, author }: { readonly draft: GroupDraft; readonly edit: Edit } & Authored,
  ctx: PresetsContext,
): Promise<Outcome<Group>> {
  const old = id === undefined ? undefined : presets.groups.get(id);
  if (id !== undefined && !old) return missing("group", id);
  const refusal = outdated("group", old, edit) ?? sameName(presets.groups, old?.id, draft.name) ??
    tooMany(presets.groups, old) ??
    await unknownDisplay(presets, draft.displayIds, "displayIds", ctx);
  if (refusal) return refusal;
  const group: Group = {
    ...draft,
    displayIds: [...new Set(draft.displayIds)],
    id: old?.id ?? presets.nextGroupId++,
    createdAt: old?.createdAt ?? ctx.now(),
    ...nextEdit(old, edit.by, ctx.now()),
  };
  const lines = auditLines(author, ctx.now(), changeOf("group", old, group));
  const failure = await write(presets, [{ type: "groupSaved", group }], lines);
  if (failure) return failure;
  presets.groups.set(group.id, group);
  ctx.publish(groupChanged, group);
  return accept(group);
}

/** Makes a preset, or changes the one with this id. */
export async function savePreset(
  presets: Presets,
  id: number | undefined,
  { draft, edit, author }: { readonly draft: PresetDraft; readonly edit: Edit } & Authored,
  ctx: PresetsContext,
): Promise<Outcome<Preset>> {
  const old = id === undefined ? undefined : presets.presets.get(id);
  if (id !== undefined && !old) return missing("preset", id);
  const displayIds = draft.commands.map((command) => command.displayId);
  const refusal = outdated("preset", old, edit) ??
    sameName(presets.presets, old?.id, draft.name) ??
    tooMany(presets.presets, old) ?? badTargets(presets, draft) ??
    await unknownDisplay(presets, displayIds, "commands", ctx);
  if (refusal) return refusal;
  const edited: Preset = {
    ...draft,
    id: old?.id ?? presets.nextPresetId++,
    createdAt: old?.createdAt ?? ctx.now(),
    lastExecutedAt: null,
    ...nextEdit(old, edit.by, ctx.now()),
  };
  const lines = auditLines(author, ctx.now(), changeOf("preset", old, edited));
  const failure = await write(presets, [{ type: "presetSaved", preset: edited }], lines);
  if (failure) return failure;
  // Read now: a run may have begun meanwhile.
  const { lastExecutedAt = null } = presets.presets.get(edited.id) ?? {};
  const preset: Preset = { ...edited, lastExecutedAt };
  presets.presets.set(preset.id, preset);
  ctx.publish(presetChanged, preset);
  return accept(preset);
}

/** What the trail says. When a preset ran last is no change of it. */
function changeOf(
  what: "group" | "preset",
  old: Group | Preset | undefined,
  now: Group | Preset | undefined,
): AuditFacts {
  const { id, name } = now ?? old ?? { id: 0, name: "" };
  const done = old === undefined ? "created" : now === undefined ? "removed" : "changed";
  const before = old && { ...old, lastExecutedAt: undefined };
  const after = now && { ...now, lastExecutedAt: undefined };
  return { kind: `${what}.${done}`, key: id, name, before, after };
}

function outdated(
  what: "group" | "preset",
  old: Group | Preset | undefined,
  { versions }: Edit,
): Outcome<never> | undefined {
  return old && refuseOutdated(`The ${what} "${old.name}"`, old, versions);
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
  { id, edit, author }: { readonly id: number; readonly edit: Edit } & Authored,
  ctx: PresetsContext,
): Promise<Outcome<null>> {
  const group = presets.groups.get(id);
  if (!group) return missing("group", id);
  const refusal = outdated("group", group, edit);
  if (refusal) return refusal;
  const orphans = [...presets.presets.values()]
    .filter((preset) => preset.groupId === id)
    .map((preset): Preset => ({
      ...preset,
      groupId: null,
      ...nextEdit(preset, edit.by, ctx.now()),
    }));
  const failure = await write(presets, [
    ...orphans.map((preset): PresetChange => ({ type: "presetSaved", preset })),
    { type: "groupRemoved", id },
  ], [
    ...auditLines(author, ctx.now(), changeOf("group", group, undefined)),
    ...orphans.flatMap((orphan) =>
      auditLines(
        author,
        ctx.now(),
        changeOf("preset", presets.presets.get(orphan.id), orphan),
      )
    ),
  ]);
  if (failure) return failure;
  for (const orphan of orphans) {
    const { lastExecutedAt = null } = presets.presets.get(orphan.id) ?? {};
    const preset: Preset = { ...orphan, lastExecutedAt };
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
  { id, edit, author }: { readonly id: number; readonly edit: Edit } & Authored,
  ctx: PresetsContext,
): Promise<Outcome<null>> {
  const preset = presets.presets.get(id);
  if (!preset) return missing("preset", id);
  const refusal = outdated("preset", preset, edit);
  if (refusal) return refusal;
  const lines = auditLines(author, ctx.now(), changeOf("preset", preset, undefined));
  const failure = await write(presets, [{ type: "presetRemoved", id }], lines);
  if (failure) return failure;
  presets.presets.delete(id);
  ctx.publish(presetRemoved, { id });
  return accept(null);
}
