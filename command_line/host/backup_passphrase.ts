import { MIN_PASSPHRASE_CHARS } from "../../protocols/api/host_backup.ts";
import type { BackupHost } from "./backup_host.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";

/** A line of text. */
const MAX_INPUT_BYTES = 4_096;

/** What works on the disk; a {@link CommandFailure} where this program has none of it. */
export async function backupHostOf({ host, texts }: CommandLine): Promise<BackupHost> {
  if (host.backups === undefined) throw new CommandFailure(texts.backups.notHere);
  return await host.backups();
}

/** The passphrase in a file, or the first line of standard input for `-`. */
export async function passphraseFrom(
  path: string,
  tools: BackupHost,
  { host, texts }: CommandLine,
): Promise<string> {
  if (path !== "-") return await tools.readPassphrase(path);
  const text = await host.readInput?.(MAX_INPUT_BYTES) ?? "";
  const passphrase = text.replace(/\r?\n$/, "");
  if (passphrase.length >= MIN_PASSPHRASE_CHARS && !/[\r\n]/.test(passphrase)) return passphrase;
  throw usageFailure(texts.backups.passphraseShort);
}

/** Does something with backups on the disk, and words what is in the way. */
export async function explained<T>(
  cli: CommandLine,
  tools: BackupHost,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof CommandFailure) throw cause;
    const detail = cli.console.sentence(cause instanceof Error ? cause.message : String(cause));
    throw new CommandFailure(cli.texts.backups.problem(tools.reasonOf(cause), detail));
  }
}
