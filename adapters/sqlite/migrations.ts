import type { DatabaseSync } from "node:sqlite";
import { StorageError } from "../../actors/storage_error.ts";
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
];

/** The schema that a database has; 0 for an empty file. */
export function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
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

/** Brings a database to the newest schema: each step in a transaction of its own, so that a crash repeats none. */
export function migrate(database: DatabaseSync): void {
  for (let version = schemaVersion(database); version < MIGRATIONS.length; version++) {
    database.exec(
      `BEGIN IMMEDIATE; ${MIGRATIONS[version]}; PRAGMA user_version = ${version + 1}; COMMIT;`,
    );
  }
}
