import type { Command } from "commander";
import type { CommandLine } from "../command_line.ts";
import { importSync, type SyncFlags } from "./import_sync.ts";

/** Gives a command what `import sync` takes. @param typed how it is typed, for the examples */
export function importSyncCommand(command: Command, typed: string, cli: CommandLine): void {
  const { movingIn, options } = cli.texts;
  command.argument("<files...>", movingIn.arguments.configs)
    .option("--name <name>", options.hostName)
    .option("--claimed <address>", options.claimed)
    .option("--peer <address>", options.peer)
    .option("--write", options.write);
  cli.settingsOptions(command, []);
  cli.examples(
    command,
    `${typed} syncguard_config.json`,
    `${typed} syncguard_config.txt --name Wall-L1 --claimed 10.0.0.31`,
    `${typed} syncguard_config.json --name Wall-L1 --claimed 10.0.0.31 --write --config signalbox.yaml`,
  );
  command.action(
    cli.action((files: readonly string[], flags: SyncFlags) => importSync(files, flags, cli)),
  );
}
