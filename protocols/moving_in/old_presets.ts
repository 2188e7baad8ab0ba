import { readClientCommands } from "./client_commands.ts";
import type { OldPreset } from "./fleet.ts";
import { foldOldName, freeName, isUsableName } from "./names.ts";
import type { ReadDisplays } from "./old_displays.ts";
import { descriptionOf, type ReadGroups } from "./old_groups.ts";
import { type OldRow, type OldTables, textOf } from "./old_tables.ts";
import type { Remarks } from "./remark.ts";

/** Longest command line: what the shell of Windows takes (8,191 characters), and one. */
const MAX_COMMAND_CHARS = 8_192;

/** Where a preset is read from, and what it refers to. */
interface Surroundings {
  readonly displays: ReadDisplays;
  readonly groups: ReadGroups;
  readonly remarks: Remarks;
}

/** How well a key names a client, as the old server looked for it: id first, then name, then name in capitals. */
const BY_ID = 0, BY_NAME = 1, BY_CAPITALS = 2;

/** Reads presets. One whose last command line is gone is left out: nothing could be sent. */
export function readPresets(tables: OldTables, around: Surroundings): readonly OldPreset[] {
  const taken = new Set<string>();
  return tables.presets.flatMap((row) => {
    const preset = readPreset(row, taken, around);
    return preset === undefined ? [] : [preset];
  });
}

type PresetRow = OldRow<"id" | "name" | "description" | "target_group_id" | "client_commands">;

function readPreset(row: PresetRow, taken: Set<string>, around: Surroundings) {
  const { groups, remarks } = around;
  const id = textOf(row.id) ?? "?";
  const name = textOf(row.name);
  if (name === undefined || !isUsableName(name)) {
    return void remarks.add("presets", id, "nameUnusable", { detail: name ?? "" });
  }
  const commands = commandsOf(row, id, name, around);
  if (commands === undefined) return undefined;
  if (commands.length === 0) return void remarks.add("presets", id, "noCommands", { name });
  const target = textOf(row.target_group_id);
  const group = target === undefined ? undefined : groups.byId.get(target);
  if (target !== undefined && group === undefined) {
    remarks.add("presets", id, "groupGone", { name, detail: target });
  }
  const free = freeName(name, taken);
  if (free !== name) remarks.add("presets", id, "secondOfName", { name, detail: free });
  const description = descriptionOf(row.description, "presets", id, name, remarks);
  return { name: free, description, group: group ?? null, commands };
}

function commandsOf(
  row: PresetRow,
  id: string,
  name: string,
  { displays, remarks }: Surroundings,
): OldPreset["commands"] | undefined {
  const read = readClientCommands(textOf(row.client_commands) ?? "");
  if (read === undefined) {
    return void remarks.add("presets", id, "commandsUnreadable", { name });
  }
  const lines = new Map<number, { readonly rank: number; readonly command: string }>();
  for (const { client, command } of read) {
    const { place, rank } = placeOf(client, displays);
    if (place === undefined) remarks.add("presets", id, "clientGone", { name, detail: client });
    else if (command === null || !isUsableCommand(command)) {
      remarks.add("presets", id, "commandUnusable", { name, detail: client });
    } else {
      const other = lines.get(place);
      if (other !== undefined && other.command !== command) {
        remarks.add("presets", id, "twoCommands", { name, detail: client });
      }
      if (other === undefined || rank < other.rank) lines.set(place, { rank, command });
    }
  }
  return [...lines].map(([display, { command }]) => ({ display, command }));
}

function placeOf(client: string, { byId, byName, displays }: ReadDisplays) {
  const ofId = byId.get(client);
  if (ofId !== undefined) return { place: ofId, rank: BY_ID };
  const ofName = byName.get(foldOldName(client));
  const exact = ofName !== undefined && displays[ofName]?.name === client;
  return { place: ofName, rank: exact ? BY_NAME : BY_CAPITALS };
}

function isUsableCommand(command: string): boolean {
  return command !== "" && command.length <= MAX_COMMAND_CHARS && !command.includes("\0");
}
