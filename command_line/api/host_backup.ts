import { HostBackupAttempt, HostBackupReport } from "../../protocols/api/host_backup.ts";
import type { ApiClient } from "./api_client.ts";
import { backupHostOf, explained, passphraseFrom } from "../host/backup_passphrase.ts";
import { type ByteProgress, byteProgress, wordBytes } from "../terminal/byte_progress.ts";
import type { CommandLine } from "../command_line.ts";
import type { BackupFlags } from "../commands/backup.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";

const PATH = "/host-backups";
/** How often it is asked how far it has come. */
const POLL_MS = 300;

type Made = HostBackupAttempt & { readonly name: string; readonly sha256: string };

/** Has the control host make a backup, waits for it, and fetches it where `--to` says so. */
export async function makeThere(flags: BackupFlags, cli: CommandLine): Promise<number> {
  const { texts, console } = cli;
  const api = cli.api(flags);
  const progress = byteProgress(cli, flags);
  const begun = await begin(flags, api, cli);
  const { made, folder } = await ended(begun.id, api, progress, cli).finally(progress.end);
  if (flags.to !== undefined) await fetchInto(flags.to, made, api, progress, cli);
  if (flags.json) {
    console.json({ name: made.name, bytes: made.bytes, folder: flags.to ?? folder });
    return EXIT.ok;
  }
  console.warn(texts.backups.made(wordBytes(made.bytes ?? 0)));
  if (flags.to === undefined) console.warn(texts.backups.madeThere(visible(folder)));
  const place = flags.to === undefined ? "" : `${flags.to.replace(/[\\/]+$/, "")}/`;
  console.line(visible(`${place}${made.name}`));
  if (flags.passphraseFile !== undefined) console.warn(texts.backups.keepPassphrase);
  return EXIT.ok;
}

/** Where none is configured, the passphrase is what is most likely missing. */
async function begin(
  flags: BackupFlags,
  api: ApiClient,
  cli: CommandLine,
): Promise<HostBackupAttempt> {
  const body = await draftOf(flags, cli);
  try {
    return await api.ask(HostBackupAttempt, { method: "POST", path: PATH, body });
  } catch (cause) {
    const isUsage = cause instanceof CommandFailure && cause.exitCode === EXIT.usage;
    if (flags.passphraseFile !== undefined || !isUsage) throw cause;
    throw usageFailure(cause.message, cli.texts.backups.passphraseMissing);
  }
}

async function draftOf({ passphraseFile }: BackupFlags, cli: CommandLine) {
  if (passphraseFile === undefined) return {};
  const tools = await backupHostOf(cli);
  return await explained(cli, tools, async () => ({
    passphrase: await passphraseFrom(passphraseFile, tools, cli),
  }));
}

async function ended(
  id: string,
  api: ApiClient,
  progress: ByteProgress,
  { console, texts, clock }: CommandLine,
): Promise<{ readonly made: Made; readonly folder: string }> {
  for (;;) {
    const { attempts, folder } = await api.ask(HostBackupReport, { path: PATH });
    const attempt = attempts.find((each) => each.id === id);
    if (attempt === undefined) throw new CommandFailure(texts.backups.lost);
    const { state, reason, name, sha256, phase, doneBytes, totalBytes } = attempt;
    if (state === "failed") {
      throw new CommandFailure(texts.backups.failed(console.sentence(reason ?? "")));
    }
    if (name !== null && sha256 !== null) return { made: { ...attempt, name, sha256 }, folder };
    if (phase !== null) progress.show({ phase, doneBytes, totalBytes });
    await clock.sleep(POLL_MS);
  }
}

async function fetchInto(
  folder: string,
  { name, bytes, sha256 }: Made,
  api: ApiClient,
  progress: ByteProgress,
  cli: CommandLine,
): Promise<void> {
  const tools = await backupHostOf(cli);
  const from = await api.download({ path: `${PATH}/${name}` });
  await explained(
    cli,
    tools,
    () => tools.saveDownload({ from, folder, name, bytes: bytes ?? 0, sha256 }, progress.show),
  )
    .finally(progress.end);
}
