import { createHash } from "node:crypto";
import { join } from "node:path";
import { removeUnfinished, UNFINISHED } from "./backup_folder.ts";
import { BackupProblem, backupProblem } from "./backup_problem.ts";
import { createOwnFile, isThere, makeOwnFolder, syncFolder, writeWhole } from "./owned_files.ts";

/** A backup that comes over the network, and what it must be. */
export interface BackupDownload {
  readonly from: ReadableStream<Uint8Array>;
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a download through to the disk, and gives it its name when every byte of it is what was said. Rejects with a
 * {@link BackupProblem}; nothing is left behind then.
 */
export async function saveDownload(
  { from, folder, name, bytes, sha256 }: BackupDownload,
  onProgress: (
    progress: { phase: "download"; doneBytes: number; totalBytes: number },
  ) => void = () => {},
): Promise<void> {
  const unfinished = join(folder, `${UNFINISHED}${name}`);
  try {
    await makeOwnFolder(folder);
    await removeUnfinished(folder);
    if (await isThere(join(folder, name))) {
      throw new BackupProblem("failed", `${join(folder, name)} is there already.`);
    }
    const digest = createHash("sha256");
    let doneBytes = 0;
    {
      using file = await createOwnFile(unfinished);
      for await (const chunk of from) {
        digest.update(chunk);
        await writeWhole(file, chunk);
        onProgress({ phase: "download", doneBytes: doneBytes += chunk.length, totalBytes: bytes });
      }
      await file.sync();
    }
    if (doneBytes !== bytes || digest.digest("hex") !== sha256) {
      throw new BackupProblem("damaged", "What came is not what the control host has made.");
    }
    await Deno.rename(unfinished, join(folder, name));
    await syncFolder(folder);
  } catch (cause) {
    await from.cancel().catch(() => {});
    await Deno.remove(unfinished).catch(() => {});
    throw backupProblem(cause);
  }
}
