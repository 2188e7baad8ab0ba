/**
 * Backups of keys on the disk: `.tar.gz`, readable for their owner only.
 *
 * @module
 */
import { BadArchive, readTar, type TarEntry } from "./tar_entries.ts";

/** A backup, as it was read back. */
export interface ReadBackup {
  readonly entries: readonly TarEntry[];
  /** Of the file, in bytes. */
  readonly size: number;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
}

/** A backup is packed by a fifth at least, and holds 64 MiB at most. */
const MAX_FILE_BYTES = 80 * 1_024 * 1_024;

/**
 * Reads a backup and all that is in it.
 *
 * @throws {BadArchive} for a file that is none, or is cut short
 * @throws {Deno.errors.NotFound} when it is not there
 */
export async function readBackup(path: string): Promise<ReadBackup> {
  const { size } = await Deno.stat(path);
  if (size > MAX_FILE_BYTES) {
    throw new BadArchive(`${path} has ${size} bytes, and is no backup of keys`);
  }
  const file = await Deno.readFile(path);
  const tar = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip"));
  return { entries: await readTar(tar), size: file.length, sha256: await sha256Of(file) };
}

/** In hexadecimal. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/**
 * Writes a file that is there whole or not at all, and is still there after the power has failed.
 *
 * @throws {Deno.errors} of the disk; then nothing is left behind
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    using file = await Deno.open(part, { write: true, create: true, truncate: true, mode: 0o600 });
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
    await Deno.rename(part, path);
  } catch (cause) {
    await Deno.remove(part).catch(() => {});
    throw cause;
  }
  await syncFolder(path.slice(0, path.lastIndexOf("/")));
}

/** Without this, the name of a new file may be lost with the power, though its bytes are not. */
async function syncFolder(folder: string): Promise<void> {
  try {
    using opened = await Deno.open(folder);
    await opened.sync();
  } catch {
    // Windows has no such thing, and needs none.
  }
}
