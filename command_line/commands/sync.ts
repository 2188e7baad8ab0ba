import type { Command } from "commander";
import type { CommandLine } from "../command_line.ts";
import { importSyncCommand } from "../moving_in/sync_command.ts";

/** `sync import`: the older name of `import sync`. */
export function addSync(program: Command, cli: CommandLine): void {
  const { about } = cli.texts;
  const sync = program.command("sync").description(about.sync);
  cli.examples(sync, "sync import syncguard_config.json");
  importSyncCommand(sync.command("import").description(about.syncImport), "sync import", cli);
}
