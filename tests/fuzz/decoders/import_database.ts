import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { MovingInProblem } from "../../../adapters/moving_in/moving_in_problem.ts";
import { readOldDatabase } from "../../../adapters/moving_in/old_database.ts";
import { DisplayDraft } from "../../../protocols/api/display.ts";
import {
  MAX_CELL_BYTES,
  OLD_COLUMNS,
  type OldTable,
  type OldTables,
} from "../../../protocols/moving_in/old_tables.ts";
import { readOldFleet } from "../../../protocols/moving_in/read_old_fleet.ts";
import { runOldServer } from "../../support/moving_in/old_display_server.ts";
import { hurt, noise, utf8, wounds } from "../attack.ts";
import { inFolder } from "../../support/machine/in_folder.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

let made: Promise<Uint8Array> | undefined;

/** The database of a small site, as the old server leaves it; made once. */
function someDatabase(): Promise<Uint8Array> {
  return made ??= inFolder(async (folder) => {
    runOldServer(join(folder, "ue_cms.db"))();
    return await Deno.readFile(join(folder, "ue_cms.db"));
  });
}

/** The database file, or its log, or neither, as bytes that are no database any more. */
const damaged = fc.record({
  kind: fc.constant("bytes" as const),
  wounds,
  end: fc.option(fc.nat(), { nil: null }),
  log: fc.option(fc.oneof(noise, fc.constant(utf8("\x37\x7f\x06\x82 not a log"))), { nil: null }),
  instead: fc.option(fc.oneof(noise, noise.map((bytes) => withMagic(bytes))), {
    nil: null,
    freq: 9,
  }),
});

function withMagic(bytes: Uint8Array): Uint8Array {
  return new Uint8Array([...utf8("SQLite format 3\0"), ...bytes.subarray(0, 1_000)]);
}

/** A value that somebody may have in any column, whatever its type is said to be. */
const cell = fc.oneof(
  fc.constantFrom<null | number | string>(null, 0, -1, 1.5, 1e308, "", "1", "Wall-1", "WALL-1"),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.uint8Array({ maxLength: 20 }),
  fc.constantFrom("{}", '{"1":"a.exe"}', '"{\\"Wall-1\\":\\"b.exe\\"}"', "02-00-5e-00-53-01"),
  fc.integer({ min: 1, max: 40_000 }).map((length) => "Ä".repeat(length)),
);
const TABLES = Object.keys(OLD_COLUMNS) as OldTable[];
const oddSchema = fc.record({
  kind: fc.constant("schema" as const),
  tables: fc.array(
    fc.record({
      name: fc.constantFrom<string>(...TABLES, "displays", "command_events", "notes"),
      form: fc.constantFrom("table", "table", "table", "view", "computed", "check", "virtual"),
      columns: fc.uniqueArray(fc.constantFrom("id", "name", ...allColumns()), { maxLength: 6 }),
      type: fc.constantFrom("", "TEXT", "INTEGER", "BLOB", "REAL"),
      rows: fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 8 }),
    }),
    { maxLength: 8 },
  ),
});
type OddSchema = typeof oddSchema extends fc.Arbitrary<infer T> ? T : never;

function allColumns(): string[] {
  return [...new Set(TABLES.flatMap((table) => [...OLD_COLUMNS[table]]))];
}

/** Makes what can be made of it; SQLite itself refuses the rest. */
function build(path: string, { tables }: OddSchema): void {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN");
  for (const { name, form, columns, type, rows } of tables) {
    const typed = columns.map((column) => `"${column}" ${type}`).join(", ");
    const sql = {
      table: `CREATE TABLE "${name}" (${typed})`,
      view: `CREATE VIEW "${name}" AS WITH RECURSIVE n (id, name) AS (SELECT 1, 'x' UNION ALL
        SELECT id + 1, name FROM n) SELECT * FROM n`,
      computed:
        `CREATE TABLE "${name}" (${typed}, slow AS (hex(zeroblob(900000000 + id))) NOT NULL)`,
      check: `CREATE TABLE "${name}" (${typed}, CHECK (length(hex(zeroblob(1000000000))) > 0))`,
      virtual: `CREATE VIRTUAL TABLE "${name}" USING fts5 (${columns.join(", ") || "name"})`,
    }[form];
    attempt(() => {
      database.exec(`PRAGMA ignore_check_constraints = ON; ${sql}`);
      const insert = database.prepare(
        `INSERT INTO "${name}" (${columns.map((each) => `"${each}"`)}) VALUES (${
          columns.map(() => "?")
        })`,
      );
      if (form !== "computed") {
        for (const row of rows) insert.run(...row.slice(0, columns.length));
      }
    });
  }
  database.exec("COMMIT");
  database.close();
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // A table of that name is there, or has no column.
  }
}

/** Longest that one small file may take: nothing of a stranger's may run in it. */
const PATIENCE_MS = 5_000;

async function readAndJudge(folder: string): Promise<void> {
  const before = await stateOf(folder);
  const began = performance.now();
  const outcome = await readOldDatabase(join(folder, "ue_cms.db")).catch((error: unknown) => error);
  assert.ok(performance.now() - began < PATIENCE_MS, "it took too long");
  assert.deepEqual(await stateOf(folder), before, "nothing is written or made beside it");
  if (outcome instanceof Error) {
    assert.ok(outcome instanceof MovingInProblem, String(outcome));
    return assert.ok(outcome.detail.length <= 500, "never much of the file");
  }
  judge(outcome as OldTables);
}

function judge(tables: OldTables): void {
  for (const rows of Object.values(tables)) {
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const most = column === "client_commands"
          ? MAX_CELL_BYTES.client_commands
          : MAX_CELL_BYTES.text;
        if (typeof value === "string") assert.ok(utf8(value).length <= most);
      }
    }
  }
  for (const { otherNames: aliases, ...display } of readOldFleet(tables).displays) {
    const draft = { ...display, aliases, port: display.port ?? 1 };
    assert.ok(DisplayDraft.safeParse(draft).success, JSON.stringify(draft));
  }
}

async function stateOf(folder: string): Promise<unknown> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return await Promise.all(names.map(async (name) => {
    const { size, mtime } = await Deno.lstat(join(folder, name));
    return [name, size, mtime?.getTime()];
  }));
}

/**
 * The old display server's database, cut, hurt, with another program's tables, wrong types and huge texts: read as far
 * as this program can use it, or refused with a reason, and left as it is.
 */
export const IMPORT_DATABASE: DecoderFuzzer = {
  name: "import-database",
  property: fc.asyncProperty(
    fc.oneof(damaged, oddSchema),
    async (given) =>
      await inFolder(async (folder) => {
        const path = join(folder, "ue_cms.db");
        if (given.kind === "schema") build(path, given);
        else {
          const whole = hurt(await someDatabase(), given.wounds);
          const end = given.end === null ? undefined : given.end % whole.length;
          await Deno.writeFile(path, given.instead ?? whole.subarray(0, end));
          if (given.log !== null) await Deno.writeFile(`${path}-wal`, given.log);
        }
        await readAndJudge(folder);
      }),
  ),
};
