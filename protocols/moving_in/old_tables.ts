/** A value that cannot be used as text: not UTF-8, or beyond what its column may hold. */
export interface BadCell {
  readonly bad: "notUtf8" | "tooLong";
}

/** A value as text, whatever type SQLite kept it as; null: NULL, or the database has no such column. */
export type OldCell = string | null | BadCell;

/** A row, by the names of the columns that were asked for. */
export type OldRow<Column extends string> = { readonly [C in Column]: OldCell };

/**
 * What is read of each table of the old display server, in rows ordered by its first column. Without `clients` it is
 * another program's database; every other table may be missing, as early versions did not have it. Source: fielded
 * server builds, `ue_cms.db`.
 */
export const OLD_COLUMNS = {
  clients: ["id", "name", "ip_address", "port"],
  groups: ["id", "name", "description"],
  group_clients: ["id", "group_id", "client_id"],
  presets: ["id", "name", "description", "target_group_id", "client_commands"],
  client_power_info: ["id", "client_id", "mac_address", "is_manual"],
  ip_name_history: ["id", "ip_address", "user_modified_name", "original_name"],
  ip_mac_history: ["id", "ip_address", "mac_address", "is_manual"],
} as const;

/** A table that something is read of. */
export type OldTable = keyof typeof OLD_COLUMNS;

/** All rows of all tables; a table that is missing has none. */
export type OldTables = {
  readonly [T in OldTable]: readonly OldRow<typeof OLD_COLUMNS[T][number]>[];
};

/**
 * Rows of one table at most: twice the largest fleet that is tested, and for members of groups that many in each of
 * twenty groups. A file with more is not a site's.
 */
export const MAX_OLD_ROWS: { readonly [T in OldTable]: number } = {
  clients: 10_000,
  groups: 10_000,
  group_clients: 200_000,
  presets: 10_000,
  client_power_info: 10_000,
  ip_name_history: 50_000,
  ip_mac_history: 50_000,
};

/**
 * Bytes of one value at most. Names and descriptions have room for four times what this program takes, so that what is
 * too long is told by its rule; the command lines of a preset for what the API takes in one request.
 */
export const MAX_CELL_BYTES = { text: 8_192, client_commands: 1_000_000 } as const;

/** The text of a cell; undefined where there is none that can be used. */
export function textOf(cell: OldCell): string | undefined {
  return typeof cell === "string" ? cell : undefined;
}
