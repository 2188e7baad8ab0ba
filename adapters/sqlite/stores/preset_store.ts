import type { Edited } from "../../../actors/edited.ts";
import type { Group, Preset, PresetChange, PresetStore } from "../../../actors/presets/messages.ts";
import { ChangeStore } from "./change_store.ts";
import { IdCounter } from "../id_counter.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_GROUP = `INSERT INTO groups (id, name, description, created_at, version, updated_at,
  updated_by) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
  version = excluded.version, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
const CLEAR_GROUP = "DELETE FROM group_displays WHERE group_id = ?";
const ADD_MEMBER = "INSERT INTO group_displays (group_id, display_id, position) VALUES (?, ?, ?)";
const REMOVE_GROUP = "DELETE FROM groups WHERE id = ?";
const LEAVE_GROUP = "UPDATE presets SET group_id = NULL WHERE group_id = ?";
const SAVE_PRESET = `INSERT INTO presets (id, name, description, group_id, barrier, created_at,
  last_executed_at, version, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
  group_id = excluded.group_id, barrier = excluded.barrier, version = excluded.version,
  updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
const EXECUTED = "UPDATE presets SET last_executed_at = ? WHERE id = ?";
const CLEAR_PRESET = "DELETE FROM preset_commands WHERE preset_id = ?";
const ADD_LINE = `INSERT INTO preset_commands (preset_id, display_id, position, command,
  offset_ms) VALUES (?, ?, ?, ?, ?)`;
const REMOVE_PRESET = "DELETE FROM presets WHERE id = ?";

interface EditedRow {
  readonly version: number;
  readonly updated_at: number;
  readonly updated_by: string;
}

interface GroupRow extends EditedRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly created_at: number;
}

interface LineRow {
  readonly owner: number;
  readonly display_id: number;
  readonly command: string;
  readonly offset_ms: number;
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
      ...editedOf(row),
    }));
  }

  presets(): readonly Preset[] {
    const sql = `SELECT preset_id AS owner, display_id, command, offset_ms FROM preset_commands
      ORDER BY preset_id, position`;
    const lines = byOwner(this.reader.all<LineRow>(sql));
    return this.reader.all<PresetRow>("SELECT * FROM presets ORDER BY id").map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      groupId: row.group_id,
      barrier: row.barrier === 1,
      commands: (lines.get(row.id) ?? []).map(commandOf),
      createdAt: row.created_at,
      ...editedOf(row),
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
      case "presetExecuted":
        return [[EXECUTED, [change.at, change.id]]];
      case "presetRemoved":
        return [[REMOVE_PRESET, [change.id]]];
    }
  }
}

function saveGroup(group: Group): readonly Statement[] {
  return [
    [SAVE_GROUP, [group.id, group.name, group.description, group.createdAt, ...edited(group)]],
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
      ...edited(preset),
    ]],
    [CLEAR_PRESET, [preset.id]],
    ...preset.commands.map(({ displayId, command, offsetMs }, position): Statement => [
      ADD_LINE,
      [preset.id, displayId, position, command, offsetMs],
    ]),
  ];
}

function edited({ version, updatedAt, updatedBy }: Edited) {
  return [version, updatedAt, updatedBy] as const;
}

function editedOf(row: EditedRow): Edited {
  return { version: row.version, updatedAt: row.updated_at, updatedBy: row.updated_by };
}

function commandOf({ display_id: displayId, command, offset_ms: offsetMs }: LineRow) {
  return { displayId, command, offsetMs };
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
