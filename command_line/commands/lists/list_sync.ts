import type { Command } from "commander";
import { Liveness } from "../../../protocols/api/scalars.ts";
import { SyncHost, SyncState } from "../../../protocols/api/sync_host.ts";
import { type Wall, WallList } from "../../../protocols/api/wall.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { presenceCell } from "../../terminal/presence_cell.ts";

interface Options extends ClientOptions {
  readonly query?: string;
  readonly liveness?: string;
  readonly state?: string;
  readonly limit?: string;
}

/** `list sync-hosts` */
export function addListSyncHosts(list: Command, cli: CommandLine): void {
  const { about, options, defaultOf } = cli.texts;
  const command = list.command("sync-hosts").description(about.listSyncHosts)
    .option("--query <text>", options.query)
    .option("--liveness <state>", options.liveness)
    .option("--state <state>", options.syncState)
    .option("--limit <count>", `${options.limit} (${defaultOf("1000")})`);
  cli.clientOptions(command);
  cli.examples(command, "list sync-hosts", "list sync-hosts --state error");
  command.action(cli.action((flags: Options) => showHosts(cli, flags)));
}

async function showHosts(cli: CommandLine, flags: Options): Promise<number> {
  const limit = limitOf(flags.limit ?? "1000", cli);
  const query = { q: flags.query, ...statesOf(flags, cli) };
  const { items, more } = await cli.api(flags).pages(
    SyncHost,
    { path: "/sync-hosts", query },
    limit,
  );
  const { id, name, state, sync, sinceWhen, address, peer, lastSeen, reason } = cli.texts.columns;
  return printListing(cli, {
    kind: "sync-hosts",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [id, name, state, sync, sinceWhen, address, peer, lastSeen, reason],
    spare: 6,
    row: (host) => hostCells(host, cli),
  }, flags.json === true);
}

function statesOf({ liveness, state }: Options, { texts }: CommandLine) {
  return {
    ...(liveness === undefined
      ? {}
      : { liveness: oneOf("--liveness", liveness, Liveness.options, texts) }),
    ...(state === undefined ? {} : { state: oneOf("--state", state, SyncState.options, texts) }),
  };
}

function hostCells(host: SyncHost, cli: CommandLine): string[] {
  const word = host.flapping ? "flapping" : host.state;
  return [
    String(host.id),
    visible(host.name),
    presenceCell(host.liveness.state, host.maintenance, cli),
    word === null ? "-" : cli.console.state(word),
    host.since === null ? "-" : ago(host.since, cli),
    visible(host.claimedAddress ?? "-"),
    visible(host.peerAddress ?? "-"),
    ago(host.liveness.lastSeenAt, cli),
    cli.console.sentence(host.poll?.state === "down" ? host.poll.detail : host.liveness.reason),
  ];
}

/** `list walls` */
export function addListWalls(list: Command, cli: CommandLine): void {
  const { about, columns } = cli.texts;
  const command = list.command("walls").description(about.listWalls);
  cli.clientOptions(command);
  cli.examples(command, "list walls", "list walls --json");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(WallList, { path: "/walls" });
    const { name, verdict, sinceWhen, hosts, culprits, reason } = columns;
    return printListing(cli, {
      kind: "walls",
      items,
      heads: [name, verdict, sinceWhen, hosts, culprits, reason],
      row: (wall) => wallCells(wall, cli),
    }, flags.json === true);
  }));
}

function wallCells(wall: Wall, cli: CommandLine): string[] {
  const locked = wall.members.filter(({ condition }) => /^(master|slave)$/.test(condition)).length;
  const culprits = wall.culprits.map(({ host, condition }) =>
    `${visible(host)} (${cli.console.stateWord(condition)})`
  );
  return [
    visible(wall.name),
    cli.console.state(wall.verdict, "verdict"),
    ago(wall.since, cli),
    `${locked}/${wall.members.length}`,
    culprits.join(", ") || "-",
    cli.console.sentence(wall.reason),
  ];
}
