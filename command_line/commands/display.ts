import type { Command } from "commander";
import { DisplayDetail } from "../../protocols/api/display.ts";
import { readMacAddress } from "../../protocols/mac_address.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { displayPathOf, findDisplay } from "../api/find.ts";
import { visible } from "../terminal/visible.ts";

/** `display set-mac`, `display clear-mac` */
export function addDisplay(program: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.displays;
  const display = program.command("display").description(about.display);
  cli.examples(display, "display set-mac Display_01 02:00:5E:00:53:01");
  const set = display.command("set-mac").description(about.setMac)
    .argument("<display>", named.display)
    .argument("<mac>", named.mac);
  cli.clientOptions(set);
  cli.examples(
    set,
    "display set-mac Display_01 02:00:5E:00:53:01",
    "display set-mac 7 02-00-5e-00-53-01",
  );
  set.action(
    cli.action((typed: string, mac: string, flags: ClientOptions) =>
      setMac(cli, typed, mac, flags)
    ),
  );
  const clear = display.command("clear-mac").description(about.clearMac)
    .argument("<display>", named.display);
  cli.clientOptions(clear);
  cli.examples(clear, "display clear-mac Display_01");
  clear.action(
    cli.action((typed: string, flags: ClientOptions) => clearMac(cli, typed, flags)),
  );
}

async function setMac(
  cli: CommandLine,
  typed: string,
  mac: string,
  flags: ClientOptions,
): Promise<number> {
  const { texts } = cli;
  const macAddress = readMacAddress(mac);
  if (macAddress === null) {
    throw usageFailure(
      `<mac>: ${texts.badValue(texts.displays.mac, JSON.stringify(visible(mac)))}`,
    );
  }
  const display = await edit(cli, typed, macAddress, flags);
  if (flags.json) cli.console.json(display);
  else cli.console.line(texts.displays.macSet(visible(display.name), macAddress));
  return EXIT.ok;
}

async function clearMac(cli: CommandLine, typed: string, flags: ClientOptions): Promise<number> {
  const display = await edit(cli, typed, null, flags);
  const { name, macAddress } = display;
  if (flags.json) cli.console.json(display);
  else cli.console.line(cli.texts.displays.macCleared(visible(name), macAddress));
  return EXIT.ok;
}

async function edit(
  cli: CommandLine,
  typed: string,
  macAddress: string | null,
  flags: ClientOptions,
): Promise<DisplayDetail> {
  const api = cli.api(flags);
  const display = await findDisplay(api, typed, cli.texts);
  return await api.ask(DisplayDetail, {
    method: "PATCH",
    path: displayPathOf(display),
    body: { macAddress },
  });
}
