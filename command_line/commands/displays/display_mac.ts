import type { Command } from "commander";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { visible } from "../../terminal/visible.ts";
import { editDisplay, macAddressOf } from "./display_edit.ts";

/** `display set-mac` */
export function addDisplaySetMac(display: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.displays;
  const command = display.command("set-mac").description(about.setMac)
    .argument("<display>", named.display)
    .argument("<mac>", named.mac);
  cli.clientOptions(command);
  cli.examples(
    command,
    "display set-mac Display_01 02:00:5E:00:53:01",
    "display set-mac 7 02-00-5e-00-53-01",
  );
  command.action(cli.action(async (typed: string, mac: string, flags: ClientOptions) => {
    const macAddress = macAddressOf("<mac>", mac, cli.texts);
    const { display } = await editDisplay(cli, typed, { macAddress }, flags);
    if (flags.json) cli.console.json(display);
    else cli.console.line(cli.texts.displays.macSet(visible(display.name), macAddress));
    return EXIT.ok;
  }));
}

/** `display clear-mac` */
export function addDisplayClearMac(display: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.displays;
  const command = display.command("clear-mac").description(about.clearMac)
    .argument("<display>", named.display);
  cli.clientOptions(command);
  cli.examples(command, "display clear-mac Display_01");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const { display } = await editDisplay(cli, typed, { macAddress: null }, flags);
    const { name, macAddress } = display;
    if (flags.json) cli.console.json(display);
    else cli.console.line(cli.texts.displays.macCleared(visible(name), macAddress));
    return EXIT.ok;
  }));
}
