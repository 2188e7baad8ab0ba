import type { Command } from "commander";
import { findSyncHost } from "../api/find_sync_host.ts";
import type { CommandLine } from "../command_line.ts";
import { importSyncCommand } from "../moving_in/sync_command.ts";
import { visible } from "../terminal/visible.ts";
import { addForget } from "./forget.ts";

/** `sync import`, the older name of `import sync`, and `sync forget` */
export function addSync(program: Command, cli: CommandLine): void {
  const sync = program.command("sync").description(cli.texts.about.sync);
  cli.examples(sync, "sync import syncguard_config.json", 'sync forget "Hall left"');
  importSyncCommand(
    sync.command("import").description(cli.texts.about.syncImport),
    "sync import",
    cli,
  );
  addSyncForget(sync, cli);
}

function addSyncForget(sync: Command, cli: CommandLine): void {
  const { texts } = cli;
  addForget(sync, cli, {
    about: texts.about.syncForget,
    argument: ["<host>", texts.arguments.syncHost],
    force: texts.options.syncForce,
    example: 'sync forget "Hall left"',
    async find(api, typed) {
      const { id, name } = await findSyncHost(api, typed, texts);
      const said = texts.syncForgotten(visible(name));
      return { path: `/sync-hosts/id:${id}`, told: { id, name }, said };
    },
  });
}
