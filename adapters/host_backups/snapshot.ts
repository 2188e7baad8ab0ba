import { createHash } from "node:crypto";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { BackupProblem } from "./backup_problem.ts";
import { CONFIG, DATABASE, FOLDERS, isTaken } from "./manifest.ts";
import { createOwnFile, isThere } from "./owned_files.ts";
import type { ArchiveSource } from "./write_archive.ts";

/** A write that is under way ends sooner. */
const BUSY_TIMEOUT_MS = 5_000;
const CHUNK_BYTES = 256 * 1024;

/** Everything that a backup will hold, as it was at one moment. */
export interface Snapshot {
  readonly schemaVersion: number;
  readonly sources: readonly ArchiveSource[];
}

/**
 * Takes a copy of the database while others write to it (SQLite's online backup, in one step: one moment, whole), and
 * lists the files beside it. The database comes first: a session key's file is on the disk before its row,
 * so that each row has its file, and a file that is newer than the copy gets its row at the next start.
 *
 * @param workFolder for the copy, on the data folder's own disk: it is not encrypted
 */
export async function takeSnapshot(
  { dataDir, configPath }: { readonly dataDir: string; readonly configPath: string | null },
  workFolder: string,
): Promise<Snapshot> {
  const from = join(dataDir, DATABASE);
  if (!await isThere(from)) {
    throw new BackupProblem("noData", `There is no data of a control host in ${dataDir}.`);
  }
  const copy = join(workFolder, DATABASE);
  // SQLite takes an empty file, and leaves it the mode that it has.
  (await createOwnFile(copy)).close();
  const schemaVersion = await copyDatabase(from, copy);
  const sources = [await sourceOf(DATABASE, copy)];
  for (const folder of FOLDERS) sources.push(...await sourcesIn(dataDir, folder));
  if (configPath !== null && await isThere(configPath)) {
    sources.push(await sourceOf(CONFIG, configPath));
  }
  return { schemaVersion, sources };
}

/** `VACUUM INTO` would do as well, but not with the permissions that the program starts with. */
async function copyDatabase(from: string, to: string): Promise<number> {
  const database = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    // In steps, each write of another connection would begin it anew.
    await backup(database, to, { rate: -1 });
  } finally {
    database.close();
  }
  const copy = new DatabaseSync(to);
  try {
    // One file: the log of what is written belongs to the folder that it came from.
    copy.exec("PRAGMA journal_mode = DELETE");
  } finally {
    copy.close();
  }
  return checkDatabase(to);
}

/** The schema of a database that is whole. Throws a {@link BackupProblem} where it is not. */
export function checkDatabase(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const { quick_check: verdict } = database.prepare("PRAGMA quick_check(1)").get() ?? {};
    if (verdict !== "ok") {
      throw new BackupProblem("damaged", `The database is damaged: ${String(verdict)}.`);
    }
    return Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  } finally {
    database.close();
  }
}

async function sourcesIn(dataDir: string, folder: string): Promise<readonly ArchiveSource[]> {
  const sources: ArchiveSource[] = [];
  if (!await isThere(join(dataDir, folder))) return sources;
  for await (const { name, isFile } of Deno.readDir(join(dataDir, folder))) {
    const path = `${folder}/${name}`;
    // Links are made anew from the database when a control host starts.
    if (isFile && isTaken(path)) sources.push(await sourceOf(path, join(dataDir, folder, name)));
  }
  return sources.sort((one, other) => one.path < other.path ? -1 : 1);
}

async function sourceOf(path: string, from: string): Promise<ArchiveSource> {
  using file = await Deno.open(from, { read: true });
  const digest = createHash("sha256");
  const chunk = new Uint8Array(CHUNK_BYTES);
  let bytes = 0;
  for (;;) {
    const count = await file.read(chunk);
    if (count === null) return { path, from, bytes, sha256: digest.digest("hex") };
    digest.update(chunk.subarray(0, count));
    bytes += count;
  }
}
