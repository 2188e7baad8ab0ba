import type { Command } from "commander";
import type { DisplayDetail } from "../../../protocols/api/display.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { visible } from "../../terminal/visible.ts";
import { editDisplay } from "./display_edit.ts";

/** `display rename` */
export function addDisplayRename(display: Command, cli: CommandLine): void {
  const { about, arguments: named, renamed } = cli.texts.displays;
  const command = display.command("rename").description(about.rename)
    .argument("<display>", named.display)
    .argument("<name>", named.name);
  cli.clientOptions(command);
  cli.examples(command, 'display rename Display_01 "Wall left"', "display rename 7 Display_07");
  command.action(cli.action(async (typed: string, name: string, flags: ClientOptions) => {
    const { before, display } = await editDisplay(cli, typed, { name }, flags);
    if (flags.json) cli.console.json(display);
    else {
      cli.console.line(renamed(visible(before.name), visible(display.name)));
      sayNames(display, cli);
    }
    return EXIT.ok;
  }));
}

/** `display alias` */
export function addDisplayAlias(display: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.displays;
  const command = display.command("alias").description(about.alias)
    .argument("<display>", named.display)
    .argument("<name...>", named.aliases);
  cli.clientOptions(command);
  cli.examples(command, "display alias Display_01 PC-17 PC-18");
  command.action(
    cli.action(async (typed: string, aliases: readonly string[], flags: ClientOptions) => {
      const { display } = await editDisplay(cli, typed, { aliases }, flags);
      if (flags.json) cli.console.json(display);
      else sayNames(display, cli);
      return EXIT.ok;
    }),
  );
}

/** Every name that leads to a display. */
function sayNames({ name, aliases }: DisplayDetail, { console, texts }: CommandLine): void {
  const names = [...new Set([name, ...aliases])].map(visible).join(", ");
  console.line(texts.displays.alsoCalled(visible(name), names));
}
