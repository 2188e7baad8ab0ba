import type { Command } from "commander";
import { type Rotation, RotationList } from "../../../protocols/api/node_command.ts";
import { ago, printListing } from "../../api/listing.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { visible } from "../../terminal/visible.ts";

/** `list rotations` */
export function addListRotations(list: Command, cli: CommandLine): void {
  const { columns, nodes } = cli.texts;
  const command = list.command("rotations").description(nodes.about.listRotations);
  cli.clientOptions(command);
  cli.examples(command, "list rotations");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(RotationList, { path: "/rotations" });
    return printListing(cli, {
      kind: "rotations",
      items,
      heads: [
        ...[columns.id, columns.state, nodes.columns.verified],
        ...[columns.by, columns.asked, columns.reason],
      ],
      row: (rotation) => cells(rotation, cli),
    }, flags.json === true);
  }));
}

function cells(rotation: Rotation, cli: CommandLine): string[] {
  const { id, state, steps, requester, createdAt, reason } = rotation;
  const verified = steps.filter((step) => step.state === "verified").length;
  return [
    id,
    cli.console.state(state),
    `${verified}/${steps.length}`,
    visible(requester.name),
    ago(createdAt, cli),
    cli.console.sentence(reason ?? ""),
  ];
}
