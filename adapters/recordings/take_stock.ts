import { join } from "node:path";
import { rowsStart, segmentStart } from "./file_names.ts";
import type { KeptFile } from "./kept_file.ts";
import type { KeptFiles } from "./kept_files.ts";
import { finishSegment } from "./recovery.ts";

/** How many of a camera's newest segments a crash can have left open: the one being written, and the one before it. */
const MAYBE_OPEN = 2;

/** Fills the index from the disk, and finishes what a crash has left open. Rejects with what the system says. */
export async function takeStock(root: string, files: KeptFiles): Promise<void> {
  for (const camera of await foldersIn(root)) {
    const folder = join(root, camera);
    await addSegments(folder, files);
    await repairNewest(folder, files);
    for (const sensor of await foldersIn(join(folder, "sensors"))) {
      await addFiles(join(folder, "sensors", sensor), rowsStart, files);
    }
  }
}

/** Adds the segments of one folder that are not in the index; takes out those that somebody else has deleted. */
export function addSegments(folder: string, files: KeptFiles): Promise<void> {
  return addFiles(folder, segmentStart, files);
}

async function addFiles(
  folder: string,
  startOf: (name: string) => number | undefined,
  files: KeptFiles,
): Promise<void> {
  const names = await namesIn(folder, (entry) => entry.isFile);
  const there = new Set(names);
  for (const name of names) {
    const startedAt = startOf(name);
    if (startedAt === undefined || files.find(folder, name) !== undefined) continue;
    const path = join(folder, name);
    const stat = await Deno.stat(path).catch(() => undefined);
    if (stat === undefined || files.find(folder, name) !== undefined) continue;
    files.add(folder, {
      path,
      name,
      startedAt,
      bytes: stat.size,
      writing: false,
      facts: undefined,
    });
  }
  for (const file of files.in(folder)) {
    if (!file.writing && !there.has(file.name)) files.forget(folder, file);
  }
}

async function repairNewest(folder: string, files: KeptFiles): Promise<void> {
  const newest = files.in(folder).sort((one, other) => other.startedAt - one.startedAt);
  for (const file of newest.slice(0, MAYBE_OPEN)) await repair(folder, file, files);
}

/** A file in which not one picture is whole is of no use to anybody. */
async function repair(folder: string, file: KeptFile, files: KeptFiles): Promise<void> {
  if (await finishSegment(file.path) === "empty") return await files.remove(folder, file);
  file.bytes = (await Deno.stat(file.path)).size;
}

function foldersIn(folder: string): Promise<string[]> {
  return namesIn(folder, (entry) => entry.isDirectory);
}

async function namesIn(folder: string, wanted: (entry: Deno.DirEntry) => boolean) {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) if (wanted(entry)) names.push(entry.name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names;
}
