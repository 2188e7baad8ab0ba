import { join } from "node:path";
import type { HostBackupFile } from "../../actors/host_backups/messages.ts";
import { StorageError } from "../../actors/storage_error.ts";
import { HOST_BACKUP_NAME } from "../../protocols/api/host_backup.ts";
import { BackupProblem } from "./backup_problem.ts";
import { isThere } from "./owned_files.ts";

/** Begins the name of a backup that is not whole yet, or not read back. */
export const UNFINISHED = ".unfinished-";
/** Backups of one second; more than that is no backup any more. */
const MAX_SAME_SECOND = 999;

/** A name that is not taken: `signalbox-20300501T040000Z.tar.gz.age`. @param at epoch ms */
export async function freeBackupName(folder: string, at: number): Promise<string> {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
  for (let n = 1; n <= MAX_SAME_SECOND; n++) {
    const name = `signalbox-${time}${n === 1 ? "" : `-${n}`}.tar.gz.age`;
    if (!await isThere(join(folder, name))) return name;
  }
  throw new BackupProblem("failed", `More than ${MAX_SAME_SECOND} backups in one second.`);
}

/** Newest first; none where the folder is not there. Rejects with a {@link StorageError}. */
export async function listBackups(folder: string): Promise<readonly HostBackupFile[]> {
  const found: HostBackupFile[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !HOST_BACKUP_NAME.test(name)) continue;
      const file = await statOf(join(folder, name));
      // Removed since the folder was read, as older ones are behind each new one.
      if (file === undefined) continue;
      const madeAt = timeIn(name);
      found.push({ name, bytes: file.size, madeAt, verifiedAt: file.mtime?.getTime() ?? madeAt });
    }
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return [];
    const why = cause instanceof Error ? cause.name : String(cause);
    throw new StorageError("failed", `The folder of backups could not be read: ${why}.`, { cause });
  }
  return found.sort((one, other) => other.madeAt - one.madeAt || (one.name < other.name ? 1 : -1));
}

async function statOf(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw cause;
  }
}

/** Removes all backups but the newest; other files are left alone. */
export async function pruneBackups(folder: string, keep: number): Promise<void> {
  for (const { name } of (await listBackups(folder)).slice(keep)) {
    await Deno.remove(join(folder, name));
  }
}

/** Removes what a crash has left. Only while no backup is being made. */
export async function removeUnfinished(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    const rest = name.slice(UNFINISHED.length);
    if (name.startsWith(UNFINISHED) && HOST_BACKUP_NAME.test(rest)) {
      await Deno.remove(join(folder, name));
    }
  }
}

/** A backup's bytes, for a download; undefined: there is none of this name. */
export async function openBackup(
  folder: string,
  name: string,
): Promise<{ readonly bytes: number; readonly stream: ReadableStream<Uint8Array> } | undefined> {
  if (!HOST_BACKUP_NAME.test(name)) return undefined;
  try {
    const file = await Deno.open(join(folder, name), { read: true });
    return { bytes: (await file.stat()).size, stream: file.readable };
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw cause;
  }
}

function timeIn(name: string): number {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
