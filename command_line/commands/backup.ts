import type { Command } from "commander";
import { backupHostOf, explained, passphraseFrom } from "../host/backup_passphrase.ts";
import { byteProgress, wordBytes } from "../terminal/byte_progress.ts";
import type { ClientOptions, CommandLine, SettingsFlags } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { makeThere } from "../api/host_backup.ts";
import { visible } from "../terminal/visible.ts";

/** What `backup` was told. */
export type BackupFlags = ClientOptions & SettingsFlags & {
  readonly to?: string;
  readonly passphraseFile?: string;
};

/** `backup`: through the API, or with `--data-dir` on the disk itself. */
export function addBackup(program: Command, cli: CommandLine): void {
  const { backups: words, options, variableOf } = cli.texts;
  const command = program.command("backup").description(words.about.backup)
    .option("--to <folder>", words.options.to)
    .option("--passphrase-file <path>", words.options.passphraseFile)
    .option("--data-dir <path>", words.options.dataDir)
    .option("--config <path>", `${options.config} (${variableOf("SIGNALBOX_CONFIG")})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "backup",
    "backup --to /mnt/usb --passphrase-file ~/backup-passphrase",
    "backup --data-dir /var/lib/signalbox --to /mnt/usb --passphrase-file ~/backup-passphrase",
  );
  command.action(
    cli.action((flags: BackupFlags) =>
      flags.dataDir === undefined ? makeThere(flags, cli) : makeHere(flags, cli)
    ),
  );
}

async function makeHere(flags: BackupFlags, cli: CommandLine): Promise<number> {
  const { texts, console } = cli;
  const { dataDir: typed, config, to, passphraseFile } = flags;
  const settingsFlags = { ...(typed && { dataDir: typed }), ...(config && { config }) };
  const loaded = await cli.settings(settingsFlags);
  if (!loaded.ok) throw usageFailure(loaded.problems.join("\n"));
  const { dataDir, backup = {} } = loaded.settings;
  const from = passphraseFile ?? backup.passphraseFile;
  if (from === undefined) throw usageFailure(texts.backups.passphraseMissing);
  const folder = to ?? backup.folder ?? `${dataDir.replace(/[\\/]+$/, "")}/backups`;
  const configPath = cli.configPath(settingsFlags) ?? null;
  const tools = await backupHostOf(cli);
  const progress = byteProgress(cli, flags);
  const made = await explained(cli, tools, async () => {
    const passphrase = await passphraseFrom(from, tools, cli);
    return await tools.make({ dataDir, configPath, folder, passphrase }, progress.show);
  }).finally(progress.end);
  if (flags.json) console.json({ ...made, folder });
  else {
    console.warn(texts.backups.made(wordBytes(made.bytes)));
    console.line(visible(`${folder.replace(/[\\/]+$/, "")}/${made.name}`));
    console.warn(texts.backups.keepPassphrase);
  }
  return EXIT.ok;
}
