import type { DatabaseSync } from "node:sqlite";
import { StorageError } from "../../../actors/storage_error.ts";
import { beginCommandChain } from "../chains/chain_beginning.ts";
import { SCHEMA_1 } from "./schema_1.ts";
import { SCHEMA_2 } from "./schema_2.ts";
import { SCHEMA_3 } from "./schema_3.ts";
import { SCHEMA_4 } from "./schema_4.ts";
import { SCHEMA_5 } from "./schema_5.ts";
import { SCHEMA_6 } from "./schema_6.ts";
import { SCHEMA_7 } from "./schema_7.ts";
import { SCHEMA_8 } from "./schema_8.ts";
import { SCHEMA_9 } from "./schema_9.ts";
import { SCHEMA_10 } from "./schema_10.ts";
import { SCHEMA_11 } from "./schema_11.ts";
import { SCHEMA_12 } from "./schema_12.ts";

/** Every step from one schema to the next; the n-th leads to version n. Steps are never edited, only added. */
export const MIGRATIONS: readonly string[] = [
  SCHEMA_1,
  SCHEMA_2,
  SCHEMA_3,
  SCHEMA_4,
  SCHEMA_5,
  SCHEMA_6,
  SCHEMA_7,
  SCHEMA_8,
  SCHEMA_9,
  SCHEMA_10,
  SCHEMA_11,
  SCHEMA_12,
];

/** What of a step SQL alone cannot do; by the version that it leads to, and within the same transaction. */
const COMPLETIONS: ReadonlyMap<number, (database: DatabaseSync) => void> = new Map([
  [12, beginCommandChain],
]);

/** The schema that a database has; 0 for an empty file. */
export function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
}

/** What is about to be done to a database of an older schema. */
export interface Upgrade {
  readonly from: number;
  readonly to: number;
  /** Events of commands, which are most of a database, and each rewritten when chains begin. */
  readonly events: number;
}

/** The way to the newest schema; undefined for a database that is new, or has it. */
export function upgradeOf(database: DatabaseSync): Upgrade | undefined {
  const from = schemaVersion(database), to = MIGRATIONS.length;
  if (from === 0 || from >= to) return undefined;
  const counted = database.prepare("SELECT count(*) AS events FROM command_events").get();
  return { from, to, events: Number(counted?.events) };
}

/**
 * Refuses a database that a newer Signalbox has written: an older one would not know what it must keep.
 *
 * @throws {StorageError} The operator's mistake: install the newer version, or restore a backup.
 */
export function refuseNewer(database: DatabaseSync, path: string): void {
  const version = schemaVersion(database);
  if (version <= MIGRATIONS.length) return;
  throw new StorageError(
    "failed",
    `${path} was written by a newer Signalbox (schema ${version}, this one knows up to ` +
      `${MIGRATIONS.length}). Start the newer version, or choose another data folder.`,
  );
}

/**
 * Refuses a database that is not ours, or not whole, before anything in it is changed. Only an older one is read to its
 * end, as it is about to be rewritten.
 *
 * @throws {StorageError} The operator's mistake, or the disk's: another data folder, or a backup.
 */
export function refuseForeign(database: DatabaseSync, path: string): void {
  const tables = tablesOf(database);
  const version = schemaVersion(database);
  const ours = version === 0 ? tables.size === 0 : tables.has("command_events");
  if (!ours) {
    throw new StorageError(
      "failed",
      `${path} is a database of another program. Choose another data folder with --data-dir.`,
    );
  }
  if (version === 0 || version >= MIGRATIONS.length) return;
  const found = database.prepare("PRAGMA quick_check(1)").get()?.quick_check;
  if (found === "ok") return;
  throw new StorageError(
    "failed",
    `${path} is damaged (${
      String(found).split("\n").at(-1)
    }), and was left as it is. Restore a backup into an empty folder.`,
  );
}

function tablesOf(database: DatabaseSync): ReadonlySet<string> {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return new Set(rows.map(({ name }) => String(name)));
}

/**
 * Brings a database to the newest schema, in one transaction: when a step fails, or the power does, everything is as
 * before, and the version that wrote it can go on with it.
 *
 * @param steps those of this program; a test's own
 */
export function migrate(database: DatabaseSync, steps: readonly string[] = MIGRATIONS): void {
  const from = schemaVersion(database);
  if (from >= steps.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const [at, step] of steps.slice(from).entries()) {
      database.exec(step);
      COMPLETIONS.get(from + at + 1)?.(database);
    }
    database.exec(`PRAGMA user_version = ${steps.length}; COMMIT`);
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
