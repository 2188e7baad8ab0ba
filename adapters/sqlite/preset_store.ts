import type { Group, Preset, PresetChange, PresetStore } from "../../actors/presets/messages.ts";
import { ChangeStore } from "./change_store.ts";
import { IdCounter } from "./id_counter.ts";
import type { Statement } from "./writer_messages.ts";

const SAVE_GROUP = `INSERT INTO groups (id, name, description, created_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description`;
const CLEAR_GROUP = "DELETE FROM group_displays WHERE group_id = ?";
const ADD_MEMBER = "INSERT INTO group_displays (group_id, display_id, position) VALUES (?, ?, ?)";
const REMOVE_GROUP = "DELETE FROM groups WHERE id = ?";
const LEAVE_GROUP = "UPDATE presets SET group_id = NULL WHERE group_id = ?";
const SAVE_PRESET = `INSERT INTO presets (id, name, description, group_id, barrier, created_at,
  last_executed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
  group_id = excluded.group_id, barrier = excluded.barrier,
  last_executed_at = excluded.last_executed_at`;
const CLEAR_PRESET = "DELETE FROM preset_commands WHERE preset_id = ?";
const ADD_LINE = `INSERT INTO preset_commands (preset_id, display_id, position, command)
  VALUES (?, ?, ?, ?)`;
const REMOVE_PRESET = "DELETE FROM presets WHERE id = ?";

interface GroupRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly created_at: number;
}

interface PresetRow extends GroupRow {
  readonly group_id: number | null;
  readonly barrier: number;
  readonly last_executed_at: number | null;
}

/** Groups and presets on disk. A group or preset that names one display twice is refused. */
export class SqlitePresetStore extends ChangeStore<PresetChange> implements PresetStore {
  readonly #groupIds = new IdCounter(this.reader, "last_group_id");
  readonly #presetIds = new IdCounter(this.reader, "last_preset_id");

  groups(): readonly Group[] {
    const sql =
      `SELECT group_id AS owner, display_id FROM group_displays ORDER BY group_id, position`;
    const members = byOwner(this.reader.all<{ owner: number; display_id: number }>(sql));
    return this.reader.all<GroupRow>("SELECT * FROM groups ORDER BY id").map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      displayIds: (members.get(row.id) ?? []).map((member) => member.display_id),
      createdAt: row.created_at,
    }));
  }

  presets(): readonly Preset[] {
    const sql = `SELECT preset_id AS owner, display_id, command FROM preset_commands
      ORDER BY preset_id, position`;
    const lines = byOwner(
      this.reader.all<{ owner: number; display_id: number; command: string }>(sql),
    );
    return this.reader.all<PresetRow>("SELECT * FROM presets ORDER BY id").map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      groupId: row.group_id,
      barrier: row.barrier === 1,
      commands: (lines.get(row.id) ?? [])
        .map((line) => ({ displayId: line.display_id, command: line.command })),
      createdAt: row.created_at,
      lastExecutedAt: row.last_executed_at,
    }));
  }

  nextGroupId(): number {
    return this.#groupIds.next();
  }

  nextPresetId(): number {
    return this.#presetIds.next();
  }

  protected override statements(change: PresetChange): readonly Statement[] {
    switch (change.type) {
      case "groupSaved":
        return [...saveGroup(change.group), this.#groupIds.used(change.group.id)];
      case "groupRemoved":
        return [[LEAVE_GROUP, [change.id]], [REMOVE_GROUP, [change.id]]];
      case "presetSaved":
        return [...savePreset(change.preset), this.#presetIds.used(change.preset.id)];
      case "presetRemoved":
        return [[REMOVE_PRESET, [change.id]]];
    }
  }
}

function saveGroup(group: Group): readonly Statement[] {
  return [
    [SAVE_GROUP, [group.id, group.name, group.description, group.createdAt]],
    [CLEAR_GROUP, [group.id]],
    ...group.displayIds.map((id, position): Statement => [ADD_MEMBER, [group.id, id, position]]),
  ];
}

function savePreset(preset: Preset): readonly Statement[] {
  return [
    [SAVE_PRESET, [
      preset.id,
      preset.name,
      preset.description,
      preset.groupId,
      Number(preset.barrier),
      preset.createdAt,
      preset.lastExecutedAt,
    ]],
    [CLEAR_PRESET, [preset.id]],
    ...preset.commands.map(({ displayId, command }, position): Statement => [
      ADD_LINE,
      [preset.id, displayId, position, command],
    ]),
  ];
}

function byOwner<Row extends { readonly owner: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const owners = new Map<number, Row[]>();
  for (const row of rows) {
    const known = owners.get(row.owner);
    if (known === undefined) owners.set(row.owner, [row]);
    else known.push(row);
  }
  return owners;
}
