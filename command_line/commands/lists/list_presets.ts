import type { Command } from "commander";
import { GroupList } from "../../../protocols/api/group.ts";
import { PresetList } from "../../../protocols/api/preset.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { ago, printListing } from "../../api/listing.ts";
import { visible } from "../../terminal/visible.ts";

/** `list groups` */
export function addListGroups(list: Command, cli: CommandLine): void {
  const { about, columns } = cli.texts;
  const command = list.command("groups").description(about.listGroups);
  cli.clientOptions(command);
  cli.examples(command, "list groups");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(GroupList, { path: "/groups" });
    return printListing(cli, {
      kind: "groups",
      items,
      heads: [columns.id, columns.name, columns.displays, columns.description],
      row: ({ id, name, displayIds, description }) => [
        String(id),
        visible(name),
        displayIds.join(", "),
        visible(description),
      ],
    }, flags.json === true);
  }));
}

/** `list presets` */
export function addListPresets(list: Command, cli: CommandLine): void {
  const { about, columns } = cli.texts;
  const command = list.command("presets").description(about.listPresets);
  cli.clientOptions(command);
  cli.examples(command, "list presets", "list presets --json");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(PresetList, { path: "/presets" });
    const { id, name, targets, barrier, lastRun, description } = columns;
    return printListing(cli, {
      kind: "presets",
      items,
      heads: [id, name, targets, barrier, lastRun, description],
      row: (preset) => [
        String(preset.id),
        visible(preset.name),
        String(preset.commands.length),
        preset.barrier ? "✔" : "-",
        ago(preset.lastExecutedAt, cli),
        visible(preset.description),
      ],
    }, flags.json === true);
  }));
}
