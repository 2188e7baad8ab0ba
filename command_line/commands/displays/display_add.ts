import type { Command } from "commander";
import { DisplayDetail, DisplayDraft } from "../../../protocols/api/display.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT, usageFailure } from "../../failure.ts";
import { repeated, wholeNumber } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { macAddressOf } from "./display_edit.ts";

interface Options extends ClientOptions {
  readonly alias?: readonly string[];
  readonly mac?: string;
  readonly address?: string;
  readonly port?: string;
}

const PORTS = [1, 65_535] as const;

/** `display add` */
export function addDisplayAdd(display: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.displays;
  const usualPort = cli.texts.defaultOf(String(DisplayDraft.shape.port.parse(undefined)));
  const command = display.command("add").description(about.add)
    .argument("<name>", named.newName)
    .option("--alias <name>", options.alias, repeated)
    .option("--mac <mac>", options.mac)
    .option("--address <ip>", options.address)
    .option("--port <n>", `${options.port} (${usualPort})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "display add Display_01",
    'display add "Wall left" --alias PC-17 --mac 02:00:5E:00:53:01 --address 192.0.2.17',
  );
  command.action(cli.action(async (name: string, flags: Options) => {
    const body = { name, ...factsOf(flags, cli) };
    const path = "/displays";
    const added = await cli.api(flags).ask(DisplayDetail, { method: "POST", path, body });
    if (flags.json) cli.console.json(added);
    else cli.console.line(cli.texts.displays.added(visible(added.name), added.id));
    return EXIT.ok;
  }));
}

function factsOf({ alias, mac, address, port }: Options, { texts }: CommandLine) {
  const macAddress = mac === undefined ? undefined : macAddressOf("--mac", mac, texts);
  if (!DisplayDraft.shape.address.safeParse(address).success) {
    const got = JSON.stringify(visible(address ?? ""));
    throw usageFailure(`--address: ${texts.badValue(texts.displays.address, got)}`);
  }
  return {
    ...(alias === undefined ? {} : { aliases: alias }),
    ...(macAddress === undefined ? {} : { macAddress }),
    ...(address === undefined ? {} : { address }),
    ...(port === undefined ? {} : { port: wholeNumber("--port", port, PORTS, texts) }),
  };
}
