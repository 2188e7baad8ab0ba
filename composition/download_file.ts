import { isThere, writeWhole } from "../adapters/host_backups/owned_files.ts";
import type { DownloadFile, DownloadPlace } from "../command_line/host/download_host.ts";

/** Who may see what was recorded is for whoever fetched it to say. */
const OWNER_ONLY = 0o600;

/**
 * Opens a file for a download, behind what an earlier one has left; undefined where a file of its name is there.
 *
 * @example
 * const file = await openDownload({ path: "a.mp4", unfinished: "a.mp4.part" });
 */
export async function openDownload(
  { path, unfinished }: DownloadPlace,
): Promise<DownloadFile | undefined> {
  if (await isThere(path)) return undefined;
  const file = await Deno.open(unfinished, { append: true, create: true, mode: OWNER_ONLY });
  const { size } = await file.stat();
  let isOpen = true;
  function close(): void {
    if (isOpen) file.close();
    isOpen = false;
  }
  return {
    bytes: size,
    write: (chunk) => writeWhole(file, chunk),
    async finish() {
      await file.sync();
      close();
      if (await isThere(path)) return false;
      await Deno.rename(unfinished, path);
      return true;
    },
    close,
  };
}
