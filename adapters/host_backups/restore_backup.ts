import { dirname, join } from "node:path";
import { BackupProblem, backupProblem } from "./backup_problem.ts";
import { counter, type OnProgress } from "./make_backup.ts";
import { CONFIG, DATABASE, type Manifest, type ManifestFile } from "./manifest.ts";
import { createOwnFile, isThere, makeOwnFolder, syncFolder, writeWhole } from "./owned_files.ts";
import { type ArchiveSink, readArchive } from "./read_archive.ts";
import { checkDatabase } from "./snapshot.ts";

/** What is to be restored, and where to. */
export interface RestoreOrder {
  readonly file: string;
  readonly passphrase: string;
  /** Missing or empty. */
  readonly dataDir: string;
  /** The newest schema that this program understands. */
  readonly newestSchema: number;
}

/** What a data folder holds now. */
export interface RestoredBackup {
  /** Epoch ms. */
  readonly madeAt: number;
  /** Of the program that made it. */
  readonly version: string;
  readonly files: number;
  readonly bytes: number;
  /** Where the config file is; null: there was none. */
  readonly configPath: string | null;
}

/** Holds what is not known to be good yet. */
const STAGING = ".restoring";
/** What an empty folder may hold: the file system's own, and what a restore that was killed has left. */
const NOTHING: ReadonlySet<string> = new Set(["lost+found", STAGING]);

/**
 * Restores a backup into an empty data folder. Everything is written aside and checked before any of it is moved to
 * where a control host would look, the database last.
 *
 * Rejects with a {@link BackupProblem}: `passphrase`, `damaged`, `newer`, `notEmpty`, `full` or `failed`; nothing is
 * left behind then.
 */
export async function restoreBackup(
  order: RestoreOrder,
  onProgress: OnProgress = () => {},
): Promise<RestoredBackup> {
  try {
    const { size } = await Deno.stat(order.file);
    const wasThere = await isThere(order.dataDir);
    await demandEmpty(order.dataDir);
    try {
      return await fill(order, counter("verify", size, onProgress));
    } catch (cause) {
      await empty(order.dataDir, wasThere);
      throw cause;
    }
  } catch (cause) {
    throw backupProblem(cause);
  }
}

async function demandEmpty(dataDir: string): Promise<void> {
  if (!await isThere(dataDir)) return;
  for await (const { name } of Deno.readDir(dataDir)) {
    if (NOTHING.has(name)) continue;
    throw new BackupProblem("notEmpty", `${dataDir} is not empty: it holds ${name}.`);
  }
}

async function fill(
  order: RestoreOrder,
  onBytes: (count: number) => void,
): Promise<RestoredBackup> {
  const staging = join(order.dataDir, STAGING);
  await Deno.remove(staging, { recursive: true }).catch(() => {});
  await makeOwnFolder(staging);
  const sink = fileSink(staging, order.newestSchema);
  const manifest = await readArchive(order.file, order.passphrase, sink, onBytes);
  const schema = checkDatabase(join(staging, DATABASE));
  if (schema !== manifest.schemaVersion) {
    throw new BackupProblem("damaged", "The database is not the one that the backup names.");
  }
  await moveInto(order.dataDir, staging);
  return summaryOf(manifest, order.dataDir);
}

function fileSink(staging: string, newestSchema: number): ArchiveSink {
  return {
    begin: (manifest) => refuseNewer(manifest, newestSchema),
    async take({ path }: ManifestFile, chunks) {
      const target = join(staging, path);
      await makeOwnFolder(dirname(target));
      using file = await createOwnFile(target);
      for await (const chunk of chunks) await writeWhole(file, chunk);
      await file.sync();
    },
  };
}

function refuseNewer({ schemaVersion, version }: Manifest, newestSchema: number): void {
  if (schemaVersion <= newestSchema) return;
  throw new BackupProblem(
    "newer",
    `This backup was made by Signalbox ${version} (schema ${schemaVersion}); this one knows ` +
      `schemas up to ${newestSchema}. Restore it with that version or a newer one.`,
  );
}

async function moveInto(dataDir: string, staging: string): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(staging))).map(({ name }) => name);
  for (const name of names) await syncFolderOf(join(staging, name));
  // A control host that starts between two of these finds no database rather than half of the data.
  for (const name of [...names.filter((name) => name !== DATABASE), DATABASE]) {
    await Deno.rename(join(staging, name), join(dataDir, name));
  }
  await Deno.remove(staging);
  await syncFolder(dataDir);
}

async function syncFolderOf(path: string): Promise<void> {
  if ((await Deno.stat(path)).isDirectory) await syncFolder(path);
}

/** Back to what it was: a folder that was refused is never one that was filled. */
async function empty(dataDir: string, wasThere: boolean): Promise<void> {
  if (!wasThere) return await Deno.remove(dataDir, { recursive: true }).catch(() => {});
  for await (const { name } of Deno.readDir(dataDir)) {
    if (name === "lost+found") continue;
    await Deno.remove(join(dataDir, name), { recursive: true }).catch(() => {});
  }
}

function summaryOf({ madeAt, version, files }: Manifest, dataDir: string): RestoredBackup {
  const hasConfig = files.some(({ path }) => path === CONFIG);
  return {
    madeAt: Date.parse(madeAt),
    version,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    configPath: hasConfig ? join(dataDir, CONFIG) : null,
  };
}
