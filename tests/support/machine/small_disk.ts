import { works } from "./system_needs.ts";

/** What keeps small disks from being mounted here; undefined when nothing does. Only an administrator may. */
export async function missingSmallDisk(): Promise<string | undefined> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return "a small disk needs root on Linux";
  const mounted = await withSmallDisk("64k", () => Promise.resolve()).then(() => true, () => false);
  return mounted ? undefined : "no mount";
}

/** A disk of its own in memory. @param size as `mount` writes it, such as `300k` */
export async function withSmallDisk(
  size: string,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    if (!works("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder])) {
      throw new Error("no mount");
    }
    await use(folder);
  } finally {
    // Whoever was killed may hold a file of it for a moment longer.
    works("umount", ["--lazy", folder]);
    await Deno.remove(folder);
  }
}

/** Writes into a folder until nothing more fits. */
export async function fillDisk(folder: string): Promise<void> {
  using file = await Deno.open(`${folder}/ballast`, { write: true, create: true });
  const block = new Uint8Array(4_096);
  try {
    for (;;) await file.write(block);
  } catch {
    // Full.
  }
}
