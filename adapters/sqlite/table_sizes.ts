import type { Reader } from "./reader.ts";

/** A table, and the bytes that it takes in the file, its indexes included. */
export type TableSize = readonly [table: string, bytes: number];

// What belongs to no table of ours (SQLite's own) is left out: it is a page or two.
const BTREES = `SELECT name, tbl_name AS "table" FROM sqlite_schema
  WHERE rootpage > 0 AND tbl_name NOT LIKE 'sqlite_%'`;
const SIZE = "SELECT pgsize AS bytes FROM dbstat WHERE name = ? AND aggregate = TRUE";

/**
 * Measures every table. Each page of the file is looked at, so this belongs on a thread of its own: a gigabyte takes
 * a second from memory, and as long as the disk needs otherwise. Throws a `StorageError`.
 */
export function measureTables(reader: Reader): readonly TableSize[] {
  const sizes = new Map<string, number>();
  const trees = reader.all<{ readonly name: string; readonly table: string }>(BTREES);
  for (const { name, table } of trees) {
    const bytes = reader.get<{ readonly bytes: number | null }>(SIZE, name)?.bytes ?? 0;
    sizes.set(table, (sizes.get(table) ?? 0) + bytes);
  }
  return [...sizes].sort(([one], [other]) => (one < other ? -1 : 1));
}
