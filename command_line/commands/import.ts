import type { Command } from "commander";
import type { CommandLine } from "../command_line.ts";
import { type DisplaysFlags, importDisplays } from "../moving_in/import_displays.ts";
import { importKeys, type KeysFlags } from "../moving_in/import_keys.ts";
import { importSync } from "../moving_in/import_sync.ts";
import { readOld } from "../moving_in/reading.ts";
import { importSyncCommand } from "../moving_in/sync_command.ts";

/** `import`, and its three forms for who would rather say what it is. */
export function addImport(program: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.movingIn;
  const command = program.command("import").description(about.import)
    .argument("[path]", named.path);
  keysOptions(displaysOptions(agreeOptions(command, cli), cli), cli);
  cli.examples(
    command,
    "import ue_cms.db --dry-run",
    "import ue_cms.db --data-dir /var/lib/signalbox",
    "import displays /mnt/old/ue_cms.db --on-conflict replace",
    "import sync Wall-L1/syncguard_config.json Wall-R1/syncguard_config.json",
    "import keys /mnt/old/session_keys --time-zone Asia/Seoul --yes",
  );
  command.action(
    cli.action((path: string | undefined, flags: DisplaysFlags & KeysFlags) =>
      path === undefined ? Promise.resolve(command.help()) : importAny(path, flags, cli)
    ),
  );
  addForms(command, cli);
}

function addForms(command: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.movingIn;
  const displays = command.command("displays").description(about.displays)
    .argument("<file>", named.database);
  displaysOptions(agreeOptions(displays, cli), cli);
  cli.examples(
    displays,
    "import displays ue_cms.db --dry-run",
    "import displays ue_cms.db --on-conflict replace --yes",
  );
  // An option that `import` knows as well is kept there, wherever it was typed.
  displays.action(
    cli.action((file: string) => importDisplays(file, displays.optsWithGlobals(), cli)),
  );
  const keys = command.command("keys").description(about.keys).argument("<folder>", named.folder);
  keysOptions(agreeOptions(keys, cli), cli);
  cli.examples(keys, "import keys session_keys --time-zone Asia/Seoul");
  keys.action(cli.action((folder: string) => importKeys(folder, keys.optsWithGlobals(), cli)));
  importSyncCommand(command.command("sync").description(about.sync), "import sync", cli);
}

async function importAny(
  path: string,
  flags: DisplaysFlags & KeysFlags,
  cli: CommandLine,
): Promise<number> {
  switch (await readOld(cli, (tools) => tools.kindOf(path))) {
    case "displays":
      return await importDisplays(path, flags, cli);
    case "keys":
      return await importKeys(path, flags, cli);
    case "sync":
      return await importSync([path], {}, cli);
  }
}

function agreeOptions(command: Command, cli: CommandLine): Command {
  const { options } = cli.texts.movingIn;
  return cli.clientOptions(
    command.option("--dry-run", options.dryRun).option("--yes", options.yes)
      .option("--data-dir <path>", options.dataDir),
  );
}

function displaysOptions(command: Command, { texts }: CommandLine): Command {
  const about = `${texts.movingIn.options.onConflict} (${texts.defaultOf("skip")})`;
  return command.option("--on-conflict <what>", about);
}

function keysOptions(command: Command, { texts }: CommandLine): Command {
  return command.option("--time-zone <zone>", texts.movingIn.options.timeZone);
}
