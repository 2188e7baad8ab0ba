import type { Command } from "commander";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import { EXIT } from "../failure.ts";

/** `start` */
export function addStart(program: Command, cli: CommandLine): void {
  const command = program.command("start").description(cli.texts.about.start);
  cli.settingsOptions(command);
  cli.examples(
    command,
    "start",
    "start --http-port 8001 --data-dir /var/lib/signalbox",
    "start --config signalbox.yaml --log-format json",
  );
  command.action(cli.action(async (flags: SettingsFlags) => {
    const loaded = await cli.settings(flags);
    if (loaded.ok) {
      const reread = () => cli.settings(flags);
      return cli.host.start(loaded.settings, reread, cli.configPath(flags));
    }
    for (const problem of loaded.problems) cli.console.warn(problem);
    return EXIT.usage;
  }));
}
