import type { Command } from "commander";
import { Display } from "../../../protocols/api/display.ts";
import { Liveness } from "../../../protocols/api/scalars.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { findGroup } from "../../api/find.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { presenceCell } from "../../terminal/presence_cell.ts";

interface Options extends ClientOptions {
  readonly query?: string;
  readonly liveness?: string;
  readonly group?: string;
  readonly limit: string;
}

/** `list displays` */
export function addListDisplays(list: Command, cli: CommandLine): void {
  const { about, options, defaultOf } = cli.texts;
  const command = list.command("displays").description(about.listDisplays)
    .option("--query <text>", options.query)
    .option("--liveness <state>", options.liveness)
    .option("--group <group>", options.ofGroup)
    .option("--limit <count>", `${options.limit} (${defaultOf("1000")})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "list displays",
    "list displays --liveness offline --group Lobby",
    "list displays --json",
  );
  command.action(cli.action((flags: Options) => show(cli, flags)));
}

async function show(cli: CommandLine, flags: Options): Promise<number> {
  const { columns } = cli.texts;
  const limit = limitOf(flags.limit ?? "1000", cli);
  const liveness = flags.liveness === undefined
    ? undefined
    : oneOf("--liveness", flags.liveness, Liveness.options, cli.texts);
  const api = cli.api(flags);
  const group = flags.group === undefined
    ? undefined
    : String((await findGroup(api, flags.group, cli.texts)).id);
  const query = { q: flags.query, liveness, group };
  const { items, more } = await api.pages(Display, { path: "/displays", query }, limit);
  const { id, name, state, health, address, version, lastSeen, reason } = columns;
  const code = printListing(cli, {
    kind: "displays",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [id, name, state, health, address, version, lastSeen, reason],
    spare: 5,
    row: (display) => cells(display, cli),
  }, flags.json === true);
  const unfiltered = Object.values(query).every((each) => each === undefined);
  if (items.length === 0 && unfiltered && !flags.json) sayHowToConnect(api.url, cli);
  return code;
}

function cells(display: Display, cli: CommandLine): string[] {
  return [
    String(display.id),
    visible(display.name),
    presenceCell(display.liveness.state, display.maintenance, cli),
    cli.console.state(display.health),
    visible(display.peerAddress ?? "-"),
    visible(display.version ?? "-"),
    ago(display.liveness.lastSeenAt, cli),
    cli.console.sentence(display.liveness.reason),
  ];
}

/** This program's own client, which needs nothing that is not there. */
function sayHowToConnect(url: string, { console, texts, ownName }: CommandLine): void {
  console.line(texts.firstDisplay(url));
  console.line(`  ${ownName || "signalbox "}agent display --server ${url} --name Display_01`);
}
