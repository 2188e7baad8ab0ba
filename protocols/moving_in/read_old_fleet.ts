/**
 * What the database of the old display server holds, in the words of this program. What it cannot use is left out, one
 * remark each.
 *
 * @example
 * ```ts
 * const { displays, groups, presets, remarks } = readOldFleet(tables);
 * ```
 * @module
 */
import type { OldFleet } from "./fleet.ts";
import { readDisplays } from "./old_displays.ts";
import { readGroups } from "./old_groups.ts";
import { readPresets } from "./old_presets.ts";
import type { OldTables } from "./old_tables.ts";
import { Remarks } from "./remark.ts";

/** Reads all tables. Never throws, and gives the same for the same rows. */
export function readOldFleet(tables: OldTables): OldFleet {
  const remarks = new Remarks();
  const displays = readDisplays(tables, remarks);
  const groups = readGroups(tables, displays, remarks);
  const presets = readPresets(tables, { displays, groups, remarks });
  return {
    displays: displays.displays,
    groups: groups.groups,
    presets,
    remarks: remarks.kept,
    moreRemarks: remarks.more,
  };
}
