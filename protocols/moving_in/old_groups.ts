import type { OldGroup } from "./fleet.ts";
import { freeName, isUsableName } from "./names.ts";
import type { ReadDisplays } from "./old_displays.ts";
import { type OldCell, type OldTables, textOf } from "./old_tables.ts";
import type { Remarks } from "./remark.ts";

/** UTF-16 units of a description: a screenful. */
const MAX_DESCRIPTION_CHARS = 2_000;

/** Groups in the order of their rows, and which of them an id names. */
export interface ReadGroups {
  readonly groups: readonly OldGroup[];
  /** By the group's id, as text. */
  readonly byId: ReadonlyMap<string, number>;
}

/**
 * Reads groups with their members. Members may be of groups or clients that are no more: the old server never had its
 * database look after references.
 */
export function readGroups(
  tables: OldTables,
  displays: ReadDisplays,
  remarks: Remarks,
): ReadGroups {
  const groups: OldGroup[] = [];
  const byId = new Map<string, number>();
  const taken = new Set<string>();
  const members = membersOf(tables, displays, remarks);
  for (const row of tables.groups) {
    const [id = "?", name] = [row.id, row.name].map(textOf);
    if (name === undefined || !isUsableName(name)) {
      remarks.add("groups", id, "nameUnusable", { detail: name ?? "" });
      continue;
    }
    const free = freeName(name, taken);
    if (free !== name) remarks.add("groups", id, "secondOfName", { name, detail: free });
    byId.set(id, groups.length);
    const description = descriptionOf(row.description, "groups", id, name, remarks);
    groups.push({ name: free, description, members: [...members.get(id) ?? []] });
  }
  return { groups, byId };
}

/** Places of displays by the id of a group. */
function membersOf(
  { groups, group_clients }: OldTables,
  { byId }: ReadDisplays,
  remarks: Remarks,
): ReadonlyMap<string, ReadonlySet<number>> {
  const members = new Map(groups.map((row) => [textOf(row.id) ?? "?", new Set<number>()]));
  for (const row of group_clients) {
    const [id = "?", group = "", client = ""] = [row.id, row.group_id, row.client_id].map(textOf);
    const known = members.get(group);
    const place = byId.get(client);
    if (known === undefined) remarks.add("group_clients", id, "groupGone", { detail: group });
    else if (place === undefined) {
      remarks.add("group_clients", id, "clientGone", { detail: client });
    } else known.add(place);
  }
  return members;
}

/** The description of a group or preset; one that cannot be used is left out, and said so. */
export function descriptionOf(
  cell: OldCell,
  table: "groups" | "presets",
  id: string,
  name: string,
  remarks: Remarks,
): string {
  if (cell === null) return "";
  const text = textOf(cell);
  const usable = text !== undefined && text.length <= MAX_DESCRIPTION_CHARS &&
    text.isWellFormed() && !text.includes("\0");
  if (!usable) remarks.add(table, id, "textUnusable", { name, detail: "description" });
  return usable ? text : "";
}
