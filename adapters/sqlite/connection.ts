import { DatabaseSync } from "node:sqlite";

/**
 * How long a connection waits for another process to finish writing. The only other writer is a short
 * command such as `signalbox token new`; five seconds outlast it on the slowest disk, and stay under every
 * deadline a person waits for.
 */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a connection that writes: write-ahead log, every commit synchronised to the disk (a wall loses its
 * power at the end of every show), references checked. Throws SQLite's own error.
 */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  return database;
}

/** Opens a connection that cannot write, and sees every commit of the others at once. */
export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
}
