import { fileText } from "../../protocols/file_text.ts";
import { isDatabase } from "./database_copy.ts";
import { MovingInProblem, withFile } from "./moving_in_problem.ts";
import { readAtMost } from "./plain_file.ts";

/** A config has some 200 characters, and four bytes each at most; its own rule tells of more. */
const MAX_CONFIG_BYTES = 300_000;

/** What a path is: the database of a display server, a folder of session keys, or else the config of a SyncGuard. */
export function kindOf(path: string): Promise<"displays" | "keys" | "sync"> {
  return withFile(path, async () => {
    const { isDirectory } = await Deno.stat(path);
    if (isDirectory) return "keys";
    return await isDatabase(path) ? "displays" : "sync";
  });
}

/** The text of a small file, see {@link fileText}. Rejects with a {@link MovingInProblem}. */
export function readConfigText(path: string): Promise<string> {
  return withFile(path, async () => {
    const bytes = await readAtMost(path, MAX_CONFIG_BYTES);
    if (bytes === undefined) {
      throw new MovingInProblem("tooLarge", path, `over ${MAX_CONFIG_BYTES} bytes`);
    }
    return fileText(bytes);
  });
}
