import { MIN_PASSPHRASE_CHARS } from "../../protocols/api/host_backup.ts";
import { BackupProblem } from "./backup_problem.ts";

/** A line of text; anything larger is another file. */
const MAX_FILE_BYTES = 4_096;

/**
 * Reads a passphrase from a file: its one line, without the line's end. Rejects with a {@link BackupProblem} that
 * names the file and not what it holds.
 */
export async function readPassphrase(path: string): Promise<string> {
  let text: string;
  try {
    const { size, isFile } = await Deno.stat(path);
    text = isFile && size <= MAX_FILE_BYTES ? await Deno.readTextFile(path) : "";
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : String(cause);
    throw new BackupProblem("passphrase", `The passphrase file ${path} cannot be read: ${why}.`);
  }
  const passphrase = text.replace(/\r?\n$/, "");
  if (passphrase.length >= MIN_PASSPHRASE_CHARS && !/[\r\n]/.test(passphrase)) return passphrase;
  throw new BackupProblem(
    "passphrase",
    `The passphrase file ${path} must hold one line of at least ${MIN_PASSPHRASE_CHARS} characters.`,
  );
}
