import type { WireJson } from "./events.ts";
import { isPayload } from "./fields.ts";

/** An archive's path or name inside a sentence; as long as Linux allows a path to be. */
const ARCHIVE = /[^\s"'`]{1,4096}\.(?:tar\.gz|tgz|tar|zip|gz)(?![\w.])/gu;

/**
 * The file in the result of `backup_keys`: fielded builds answer a sentence that ends with it, others may answer an
 * object with `backup_file`. Null when none is named. Source: fielded builds M11; node guide, section 4.2.
 */
export function readBackupFile(result: WireJson): string | null {
  if (typeof result === "string") return result.match(ARCHIVE)?.at(-1) ?? null;
  if (!isPayload(result)) return null;
  const { backup_file: file, output } = result;
  if (typeof file === "string" && file !== "" && file.length <= 4_096) return file;
  return typeof output === "string" ? readBackupFile(output) : null;
}
