import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";

/** Rows of one table, each by the names of its columns. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

const ROWS = 3;

/** The database's file in a data folder. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, "signalbox.db");
}

/** A data folder as the version of that schema has left it after a clean stop, with rows in every table. */
export function writeFolder(dataDir: string, version: number): void {
  const file = new DatabaseSync(databaseIn(dataDir), { enableForeignKeyConstraints: false });
  file.exec("PRAGMA journal_mode = WAL; BEGIN");
  for (const step of MIGRATIONS.slice(0, version)) file.exec(step);
  for (const [table, columns] of columnsOf(file)) {
    for (let n = 1; n <= ROWS; n++) insert(file, table, columns, n);
  }
  file.exec(`PRAGMA user_version = ${version}; COMMIT`);
  file.close();
}

/** What stands in each table, in these columns of it. */
export function rowsIn(dataDir: string, columns = columnsIn(dataDir)): ReadonlyMap<string, Rows> {
  const file = new DatabaseSync(databaseIn(dataDir), { readOnly: true });
  try {
    return new Map(
      columns.entries().map(([table, kinds]) => {
        const names = [...kinds.keys()].join(", ");
        return [table, file.prepare(`SELECT ${names} FROM ${table} ORDER BY ${names}`).all()];
      }),
    );
  } finally {
    file.close();
  }
}

/** By table: its columns, with their types. */
export type Columns = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Those of a data folder. */
export function columnsIn(dataDir: string): Columns {
  const file = new DatabaseSync(databaseIn(dataDir), { readOnly: true });
  try {
    return columnsOf(file);
  } finally {
    file.close();
  }
}

/** The schema that a data folder has. */
export function versionIn(dataDir: string): unknown {
  const file = new DatabaseSync(databaseIn(dataDir), { readOnly: true });
  try {
    return file.prepare("PRAGMA user_version").get()?.user_version;
  } finally {
    file.close();
  }
}

/** Nobody wrote these before the twelfth schema, which fills them for the rows that are there. */
const WRITTEN_LATER: ReadonlySet<string> = new Set([
  "command_events.previous_hash",
  "command_events.hash",
]);

function columnsOf(file: DatabaseSync): Columns {
  const tables = file.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  ).all();
  return new Map(tables.map(({ name }) => {
    const columns = file.prepare(`PRAGMA table_info(${name})`).all()
      .filter((each) => !WRITTEN_LATER.has(`${name}.${each.name}`));
    return [String(name), new Map(columns.map((each) => [String(each.name), String(each.type)]))];
  }));
}

/** Texts are JSON objects, as some columns want, and no two rows share a value, as others do. */
function insert(
  file: DatabaseSync,
  table: string,
  columns: ReadonlyMap<string, string>,
  n: number,
): void {
  const values = [...columns].map(([name, type]) => {
    if (type === "INTEGER") return n;
    return type === "BLOB" ? Uint8Array.of(n, 0, 255) : `{"${table}.${name} 가":${n}}`;
  });
  const places = values.map(() => "?").join(", ");
  file.prepare(`INSERT INTO ${table} (${[...columns.keys()].join(", ")}) VALUES (${places})`)
    .run(...values);
}
