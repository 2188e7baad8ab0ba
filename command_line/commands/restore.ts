import type { Command } from "commander";
import { backupHostOf, explained, passphraseFrom } from "../host/backup_passphrase.ts";
import { byteProgress, wordBytes } from "../terminal/byte_progress.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { type LocalOptions, localOptions } from "../host/local_store.ts";
import { visible } from "../terminal/visible.ts";

type RestoreFlags = LocalOptions & { readonly passphraseFile?: string };

/** `restore` */
export function addRestore(program: Command, cli: CommandLine): void {
  const { backups: words } = cli.texts;
  const command = program.command("restore").description(words.about.restore)
    .argument("<file>", words.arguments.file)
    .option("--passphrase-file <path>", words.options.passphraseFile);
  localOptions(command, cli);
  cli.examples(
    command,
    "restore /mnt/usb/signalbox-20300501T040000Z.tar.gz.age --data-dir /var/lib/signalbox \\\n" +
      "    --passphrase-file ~/backup-passphrase",
  );
  command.action(cli.action((file: string, flags: RestoreFlags) => restore(file, flags, cli)));
}

async function restore(file: string, flags: RestoreFlags, cli: CommandLine): Promise<number> {
  const { console, texts: { backups: words } } = cli;
  const loaded = await cli.settings(flags);
  if (!loaded.ok) throw usageFailure(loaded.problems.join("\n"));
  const { dataDir, backup = {} } = loaded.settings;
  const from = flags.passphraseFile ?? backup.passphraseFile;
  if (from === undefined) throw usageFailure(words.passphraseMissing);
  const tools = await backupHostOf(cli);
  const progress = byteProgress(cli, flags);
  const restored = await explained(cli, tools, async () => {
    const passphrase = await passphraseFrom(from, tools, cli);
    return await tools.restore({ file, passphrase, dataDir }, progress.show);
  }).finally(progress.end);
  const { madeAt, version, files, bytes, configPath } = restored;
  const when = new Date(madeAt).toISOString();
  if (flags.json) console.json({ ...restored, madeAt: when });
  else {
    console.line(words.restored(when, visible(version), files, wordBytes(bytes)));
    console.line(visible(words.startIt(dataDir, configPath)));
  }
  return EXIT.ok;
}
