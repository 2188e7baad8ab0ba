import type { Command } from "commander";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { holdSession } from "../console/session.ts";

/** `console` */
export function addConsole(program: Command, cli: CommandLine): void {
  const command = program.command("console").description(cli.texts.nodes.about.openConsole);
  cli.accessOptions(command);
  cli.examples(command, "console", "console --url http://127.0.0.1:8000");
  command.action(cli.action((flags: ClientOptions) => holdSession(cli, flags)));
}
