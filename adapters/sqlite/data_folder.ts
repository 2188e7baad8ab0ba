import { join } from "node:path";
import { StorageError } from "../../actors/storage_error.ts";
import { type FileLock, lockFile } from "../file_lock.ts";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** Where things are in a data folder. */
export interface DataFolder {
  readonly folder: string;
  readonly database: string;
  readonly lock: string;
}

/**
 * Makes the data folder and an empty database file in it where they are missing. Only the owner may look
 * inside: tokens and commands are there. (Windows has no such modes, and keeps the user's own defaults.)
 *
 * @throws {StorageError} The folder cannot be made or written: the environment's fault.
 */
export async function prepareFolder(dataDir: string): Promise<DataFolder> {
  const database = join(dataDir, "signalbox.db");
  try {
    await Deno.mkdir(dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER });
    // SQLite gives its side files the mode of the database.
    (await openOwnerOnly(database)).close();
  } catch (error) {
    throw unusable(dataDir, error);
  }
  return { folder: dataDir, database, lock: join(dataDir, "signalbox.lock") };
}

/** Takes the folder for this process; undefined while another control host has it. */
export async function lockFolder({ folder, lock }: DataFolder): Promise<FileLock | undefined> {
  let file: Deno.FsFile;
  try {
    file = await openOwnerOnly(lock);
  } catch (error) {
    throw unusable(folder, error);
  }
  return await lockFile(file);
}

async function openOwnerOnly(path: string): Promise<Deno.FsFile> {
  const options = { read: true, write: true, create: true, mode: OWNER_ONLY_FILE };
  const file = await Deno.open(path, options);
  // `mode` counts for a new file only; an older or copied one is closed here.
  if (Deno.build.os !== "windows") await Deno.chmod(path, OWNER_ONLY_FILE);
  return file;
}

function unusable(folder: string, cause: unknown): StorageError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new StorageError("failed", `The data folder ${folder} cannot be used: ${detail}.`, {
    cause,
  });
}
