import { join } from "node:path";
import type { HostBackupProgress, MadeHostBackup } from "../../actors/host_backups/messages.ts";
import { type FileLock, lockFile } from "../file_lock.ts";
import { BackupProblem, backupProblem } from "./backup_problem.ts";
import { freeBackupName, removeUnfinished, UNFINISHED } from "./backup_folder.ts";
import { BACKUP_FORMAT, type Manifest } from "./manifest.ts";
import { createOwnFile, isThere, makeOwnFolder, syncFolder } from "./owned_files.ts";
import { readArchive } from "./read_archive.ts";
import { type Snapshot, takeSnapshot } from "./snapshot.ts";
import { writeArchive, type WrittenArchive } from "./write_archive.ts";

/** What is to be kept, and where. */
export interface BackupOrder {
  readonly dataDir: string;
  /** Null: there is no config file. One that has gone is left out. */
  readonly configPath: string | null;
  /** Made with mode 0700 where it is missing. */
  readonly folder: string;
  readonly passphrase: string;
  /** Of the program. */
  readonly version: string;
  /** Of scrypt, for tests that are in a hurry. */
  readonly workFactor?: number;
}

/** Called often; whoever shows it thins it out. */
export type OnProgress = (progress: HostBackupProgress) => void;

/**
 * Makes a backup of a data folder, whether or not a control host runs on it: copies, encrypts, writes it through to the
 * disk, reads it back, and only then gives it its name. A crash at any moment leaves nothing under a backup's name.
 * Blocks its thread while SQLite copies the database.
 *
 * Rejects with a {@link BackupProblem}: `noData`, `busy`, `full` or `failed`; nothing is left behind then.
 */
export async function makeBackup(
  order: BackupOrder,
  onProgress: OnProgress = () => {},
): Promise<MadeHostBackup> {
  try {
    if (!(await Deno.stat(order.dataDir)).isDirectory) throw noData(order.dataDir);
  } catch {
    throw noData(order.dataDir);
  }
  try {
    using _lock = await lockBackups(order.dataDir);
    return await withWorkFolder(order, (workFolder) => copyAndWrite(order, workFolder, onProgress));
  } catch (cause) {
    throw backupProblem(cause);
  }
}

/**
 * Removes the copy of a database that a backup has left which was cut off by a crash or a stop; leaves alone what is
 * being made. Rejects with none: what the disk has against it is told with the next backup.
 */
export async function removeCutOffCopy(dataDir: string): Promise<void> {
  if (!await isThere(workFolderOf(dataDir))) return;
  try {
    using _lock = await lockBackups(dataDir);
    await Deno.remove(workFolderOf(dataDir), { recursive: true });
  } catch {
    // One is being made, or the disk does not let go of it.
  }
}

const workFolderOf = (dataDir: string) => join(dataDir, ".backup-in-the-making");

function noData(dataDir: string): BackupProblem {
  return new BackupProblem("noData", `There is no data of a control host in ${dataDir}.`);
}

/** One at a time for each data folder, over all processes; what lies about afterwards is of one that was killed. */
async function lockBackups(dataDir: string): Promise<FileLock> {
  const path = join(dataDir, "backup.lock");
  const file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  const lock = await lockFile(file);
  if (lock !== undefined) return lock;
  throw new BackupProblem("busy", "Another backup is being made.");
}

async function withWorkFolder<T>(
  { dataDir, folder }: BackupOrder,
  use: (workFolder: string) => Promise<T>,
): Promise<T> {
  const workFolder = workFolderOf(dataDir);
  await Deno.remove(workFolder, { recursive: true }).catch(() => {});
  await makeOwnFolder(workFolder);
  await makeOwnFolder(folder);
  await removeUnfinished(folder);
  try {
    return await use(workFolder);
  } finally {
    await Deno.remove(workFolder, { recursive: true }).catch(() => {});
  }
}

async function copyAndWrite(
  order: BackupOrder,
  workFolder: string,
  onProgress: OnProgress,
): Promise<MadeHostBackup> {
  const madeAt = Date.now();
  onProgress({ phase: "database", doneBytes: 0, totalBytes: 0 });
  const snapshot = await takeSnapshot(order, workFolder);
  const name = await freeBackupName(order.folder, madeAt);
  const unfinished = join(order.folder, `${UNFINISHED}${name}`);
  try {
    const written = await writeThrough(unfinished, madeAt, snapshot, order, onProgress);
    await readBack(unfinished, order.passphrase, written.bytes, onProgress);
    const verifiedAt = Date.now();
    await Deno.utime(unfinished, new Date(verifiedAt), new Date(verifiedAt));
    await Deno.rename(unfinished, join(order.folder, name));
    await syncFolder(order.folder);
    return { name, ...written, madeAt, verifiedAt };
  } catch (cause) {
    await Deno.remove(unfinished).catch(() => {});
    throw cause;
  }
}

async function writeThrough(
  path: string,
  madeAt: number,
  { schemaVersion, sources }: Snapshot,
  { passphrase, version, workFactor }: BackupOrder,
  onProgress: OnProgress,
): Promise<WrittenArchive> {
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    product: "signalbox",
    version,
    schemaVersion,
    madeAt: new Date(madeAt).toISOString(),
    files: sources.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  };
  const totalBytes = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  using file = await createOwnFile(path);
  const count = counter("archive", totalBytes, onProgress);
  const what = { manifest, sources, passphrase, workFactor };
  const written = await writeArchive(file, what, count);
  await file.sync();
  return written;
}

async function readBack(
  path: string,
  passphrase: string,
  totalBytes: number,
  onProgress: OnProgress,
): Promise<void> {
  const sink = {
    begin() {},
    async take(_file: unknown, chunks: AsyncIterable<Uint8Array>) {
      for await (const _chunk of chunks);
    },
  };
  await readArchive(path, passphrase, sink, counter("verify", totalBytes, onProgress));
}

/** Adds up what is done of a phase. */
export function counter(
  phase: HostBackupProgress["phase"],
  totalBytes: number,
  onProgress: OnProgress,
): (bytes: number) => void {
  let doneBytes = 0;
  onProgress({ phase, doneBytes, totalBytes });
  return (bytes) => onProgress({ phase, doneBytes: doneBytes += bytes, totalBytes });
}
