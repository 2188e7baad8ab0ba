import { DatabaseSync } from "node:sqlite";
import {
  MAX_CELL_BYTES,
  MAX_OLD_ROWS,
  OLD_COLUMNS,
  type OldCell,
  type OldRow,
  type OldTable,
  type OldTables,
} from "../../protocols/moving_in/old_tables.ts";
import { withCopyOf } from "./database_copy.ts";
import { MovingInProblem, withFile } from "./moving_in_problem.ts";

/** Without these columns of `clients` it is another program's. */
const NEEDED = ["id", "name"];
/** Tables that only a control host of this program has. */
const OURS = ["displays", "command_events"];
/** Names of other tables that a problem repeats. */
const SHOWN_TABLES = 6;

/** Reads the database of an old display server, which may be running. Rejects with a {@link MovingInProblem}. */
export function readOldDatabase(path: string): Promise<OldTables> {
  return withFile(path, () =>
    withCopyOf(path, (copy) => {
      const database = new DatabaseSync(copy, { enableForeignKeyConstraints: false });
      try {
        // The file is a stranger's: nothing in it may run, and no page is believed.
        database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
        // Constraints and computed columns are expressions of whoever made the file, and may take for ever.
        database.exec("PRAGMA ignore_check_constraints = ON;");
        refuseComputed(path, database);
        demandWhole(path, database);
        demandOldServer(path, database);
        return readTables(path, database);
      } finally {
        database.close();
      }
    }));
}

function demandWhole(path: string, database: DatabaseSync): void {
  const verdict = String(Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0]);
  if (verdict !== "ok") throw new MovingInProblem("damaged", path, verdict.slice(0, 200));
}

/** The old server's tables have none, and the check of the file would compute them. */
function refuseComputed(path: string, database: DatabaseSync): void {
  const computed = database.prepare(`SELECT tables.name FROM sqlite_schema AS tables,
    pragma_table_xinfo(tables.name) AS columns WHERE tables.type = 'table'
    AND tables.sql NOT LIKE 'CREATE VIRTUAL%' AND columns.hidden IN (2, 3) LIMIT 1`).get();
  if (computed === undefined) return;
  throw new MovingInProblem("otherDatabase", path, String(computed.name).slice(0, 200));
}

function demandOldServer(path: string, database: DatabaseSync): void {
  const columns = columnsOf(database, "clients");
  if (NEEDED.every((column) => columns.has(column))) return;
  const rows = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'
    AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`).all();
  const tables = rows.map(({ name }) => String(name));
  const ours = OURS.every((table) => tables.includes(table));
  const shown = tables.slice(0, SHOWN_TABLES).join(", ").slice(0, 200);
  throw new MovingInProblem(ours ? "ownDatabase" : "otherDatabase", path, shown);
}

function readTables(path: string, database: DatabaseSync): OldTables {
  const read = <C extends string>(table: OldTable, columns: readonly C[]) =>
    readTable(path, database, table, columns);
  const c = OLD_COLUMNS;
  return {
    clients: read("clients", c.clients),
    groups: read("groups", c.groups),
    group_clients: read("group_clients", c.group_clients),
    presets: read("presets", c.presets),
    client_power_info: read("client_power_info", c.client_power_info),
    ip_name_history: read("ip_name_history", c.ip_name_history),
    ip_mac_history: read("ip_mac_history", c.ip_mac_history),
  };
}

function readTable<C extends string>(
  path: string,
  database: DatabaseSync,
  table: OldTable,
  columns: readonly C[],
): OldRow<C>[] {
  const there = columnsOf(database, table);
  if (there.size === 0) return [];
  const most = MAX_OLD_ROWS[table];
  const wanted = columns.map((column) => expressionOf(column, there));
  const order = there.has("id") ? " ORDER BY id" : "";
  const sql = `SELECT ${wanted.join(", ")} FROM main."${table}"${order} LIMIT ${most + 1}`;
  const rows: OldRow<C>[] = [];
  for (const row of database.prepare(sql).iterate()) {
    if (rows.length >= most) throw new MovingInProblem("tooMany", path, `${table}: ${most}`);
    const cells = Object.entries(row).map(([column, value]) => [column, cellOf(column, value)]);
    rows.push(Object.fromEntries(cells) as OldRow<C>);
  }
  return rows;
}

/** The columns of a true table: a view could run for ever, and so could a computed column, which is not listed. */
function columnsOf(database: DatabaseSync, table: OldTable): ReadonlySet<string> {
  const isTable = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?
    AND sql NOT LIKE 'CREATE VIRTUAL%'`;
  if (database.prepare(isTable).get(table) === undefined) return new Set();
  const rows = database.prepare(`PRAGMA main.table_info("${table}")`).all();
  return new Set(rows.map(({ name }) => String(name)));
}

/** As bytes, whatever it was kept as: so nothing is lost of numbers, and what is no UTF-8 can be told. */
function expressionOf(column: string, there: ReadonlySet<string>): string {
  if (!there.has(column)) return `NULL AS "${column}"`;
  return `substr(CAST("${column}" AS BLOB), 1, ${limitOf(column) + 1}) AS "${column}"`;
}

function limitOf(column: string): number {
  return column === "client_commands" ? MAX_CELL_BYTES.client_commands : MAX_CELL_BYTES.text;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function cellOf(column: string, value: unknown): OldCell {
  if (!(value instanceof Uint8Array)) return null;
  if (value.length > limitOf(column)) return { bad: "tooLong" };
  try {
    return utf8.decode(value);
  } catch {
    return { bad: "notUtf8" };
  }
}
