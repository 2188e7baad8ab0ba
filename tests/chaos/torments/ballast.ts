import { fillDisk } from "../../support/machine/small_disk.ts";

/** Fills the disk of a folder to the last byte; answers the way to free it. */
export async function loadBallast(folder: string): Promise<() => Promise<void>> {
  await fillDisk(folder);
  return () => Deno.remove(`${folder}/ballast`);
}
