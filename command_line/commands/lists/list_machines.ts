import type { Command } from "commander";
import { Machine } from "../../../protocols/api/machine.ts";
import { limitOf, printListing } from "../../api/listing.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { machineMemberLine } from "../../members/machine_facts.ts";
import { visible } from "../../terminal/visible.ts";

interface Options extends ClientOptions {
  readonly query?: string;
  readonly shared?: true;
  readonly limit?: string;
}

const USUAL_LIMIT = "1000";

/** `list machines` */
export function addListMachines(list: Command, cli: CommandLine): void {
  const { past: { about, options }, options: usual, defaultOf } = cli.texts;
  const command = list.command("machines").description(about.machines)
    .option("--query <text>", options.query)
    .option("--shared", options.shared)
    .option("--limit <count>", `${usual.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(command, "list machines", "list machines --shared --query 192.0.2");
  command.action(cli.action((flags: Options) => showMachines(cli, flags)));
}

async function showMachines(cli: CommandLine, flags: Options): Promise<number> {
  const { columns, show } = cli.texts;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const query = { q: flags.query, shared: flags.shared ? "true" : undefined };
  const { items, more } = await cli.api(flags).pages(Machine, { path: "/machines", query }, limit);
  return printListing(cli, {
    kind: "machines",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [columns.address, columns.state, show.labels.members],
    row: ({ address, liveness, members, total }) => [
      visible(address),
      cli.console.state(liveness),
      [
        ...members.map((member) => machineMemberLine(member, cli)),
        ...(total > members.length ? [show.andMore(total - members.length)] : []),
      ].join("\n"),
    ],
  }, flags.json === true);
}
