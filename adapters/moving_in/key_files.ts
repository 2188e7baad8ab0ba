import { dirname, join } from "node:path";
import type { FolderFault, KeyFolder } from "../../protocols/moving_in/key_folder.ts";
import { MAX_KEY_FILE_BYTES, readOldKeyFile } from "../../protocols/moving_in/old_key_file.ts";
import { MovingInProblem, withFile } from "./moving_in_problem.ts";
import { readAtMost } from "./plain_file.ts";

/** Files of a folder at most: a key a day for a hundred containers over two years. */
const MAX_FILES = 100_000;

type Found = { readonly key: KeyFolder["keys"][number]["key"] } | { readonly fault: FolderFault };

/**
 * Reads a folder of session-key files, and nothing outside of it: links within it lead to files that are read anyway.
 * A file that may not be read fails it all, for it may be the key that counts. Rejects with a {@link MovingInProblem}.
 */
export async function readOldKeys(folder: string): Promise<KeyFolder> {
  const names = await withFile(folder, () => namesIn(folder));
  const keys: { readonly file: string; readonly key: KeyFolder["keys"][number]["key"] }[] = [];
  const leftOut: { readonly file: string; readonly fault: FolderFault }[] = [];
  let others = 0;
  for (const file of names) {
    const path = join(folder, file);
    const found = await withFile(path, () => readFile(folder, file));
    if (found === undefined) others++;
    else if ("key" in found) keys.push({ file, key: found.key });
    else if (found.fault !== "insideLink") leftOut.push({ file, fault: found.fault });
  }
  if (keys.length + leftOut.length === 0) throw new MovingInProblem("noKeys", folder);
  return { keys, leftOut, others };
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (names.push(name) > MAX_FILES) throw new MovingInProblem("tooMany", folder, `${MAX_FILES}`);
  }
  return names.sort();
}

/** Undefined: no file that could be a key. */
async function readFile(
  folder: string,
  file: string,
): Promise<Found | { readonly fault: "insideLink" } | undefined> {
  const path = join(folder, file);
  const { isSymlink, isFile } = await Deno.lstat(path);
  if (!file.endsWith(".json")) return undefined;
  if (isSymlink) return { fault: await faultOfLink(folder, path) };
  if (!isFile) return undefined;
  const bytes = await readAtMost(path, MAX_KEY_FILE_BYTES);
  if (bytes === undefined) return { fault: "tooLarge" };
  const text = textOf(bytes);
  if (text === undefined) return { fault: "notText" };
  const reading = readOldKeyFile(text);
  return reading.ok ? { key: reading.key } : { fault: reading.fault };
}

async function faultOfLink(
  folder: string,
  link: string,
): Promise<"insideLink" | "brokenLink" | "linkOut"> {
  try {
    const target = await Deno.realPath(link);
    return dirname(target) === await Deno.realPath(folder) ? "insideLink" : "linkOut";
  } catch (cause) {
    if (cause instanceof Deno.errors.PermissionDenied) return "linkOut";
    return "brokenLink";
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
