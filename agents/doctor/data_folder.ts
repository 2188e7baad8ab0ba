import { dirname, join, resolve } from "node:path";
import { bad, type Finding, good } from "./finding.ts";

/** As much as a first row of the database takes. */
const TRIAL = new Uint8Array(4_096);

/** Whether the data folder, and the database in it, can be written; one that is not there can be made. */
export async function checkDataFolder(dataDir: string): Promise<Finding> {
  const folder = resolve(dataDir);
  const place = await nearest(folder);
  try {
    await writeIn(place);
    if (place !== folder) return good("dataDir", "willBeMade", { folder });
    await openToWrite(join(folder, "signalbox.db"));
    return good("dataDir", "writable", { folder });
  } catch (cause) {
    const { code } = cause as { readonly code?: string };
    const detail = cause instanceof Error ? cause.message : String(cause);
    return bad("dataDir", code === "ENOSPC" ? "diskFull" : "notWritable", { folder, detail });
  }
}

/** The folder, or the nearest one above it that is there. */
async function nearest(folder: string): Promise<string> {
  try {
    await Deno.stat(folder);
    return folder;
  } catch (cause) {
    const above = dirname(folder);
    const isMissing = cause instanceof Deno.errors.NotFound && above !== folder;
    return isMissing ? await nearest(above) : folder;
  }
}

async function writeIn(folder: string): Promise<void> {
  const path = await Deno.makeTempFile({ dir: folder, prefix: ".signalbox-doctor-" });
  try {
    await Deno.writeFile(path, TRIAL);
  } finally {
    await Deno.remove(path);
  }
}

async function openToWrite(path: string): Promise<void> {
  try {
    (await Deno.open(path, { write: true })).close();
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
}
