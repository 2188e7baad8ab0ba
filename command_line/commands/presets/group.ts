import type { Command } from "commander";
import { Group } from "../../../protocols/api/group.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { findDisplay, findGroup } from "../../api/find.ts";
import { visible } from "../../terminal/visible.ts";
import { addGroupEdit } from "./group_edit.ts";

interface CreateOptions extends ClientOptions {
  readonly description?: string;
}

/** `group create`, `group edit` and `group delete` */
export function addGroup(program: Command, cli: CommandLine): void {
  const group = program.command("group").description(cli.texts.about.group);
  cli.examples(group, "group create Lobby Display_01 Display_02", "group delete Lobby");
  addCreate(group, cli);
  addGroupEdit(group, cli);
  addDelete(group, cli);
}

function addCreate(group: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts;
  const command = group.command("create").description(about.groupCreate)
    .argument("<name>", named.groupName)
    .argument("<display...>", named.displays)
    .option("--description <text>", options.description);
  cli.clientOptions(command);
  cli.examples(command, "group create Lobby Display_01 Display_02");
  command.action(
    cli.action((name: string, displays: readonly string[], flags: CreateOptions) =>
      create(cli, name, displays, flags)
    ),
  );
}

async function create(
  cli: CommandLine,
  name: string,
  displays: readonly string[],
  { description, ...flags }: CreateOptions,
): Promise<number> {
  const api = cli.api(flags);
  const ids = new Set<number>();
  for (const typed of displays) ids.add((await findDisplay(api, typed, cli.texts)).id);
  const created = await api.ask(Group, {
    method: "POST",
    path: "/groups",
    body: { name, displayIds: [...ids], ...(description === undefined ? {} : { description }) },
  });
  if (flags.json) cli.console.json(created);
  else cli.console.line(cli.texts.groupMade(visible(created.name), created.id, ids.size));
  return EXIT.ok;
}

function addDelete(group: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts;
  const command = group.command("delete").description(about.groupDelete)
    .argument("<group>", named.group);
  cli.clientOptions(command);
  cli.examples(command, "group delete Lobby");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const { id, name } = await findGroup(api, typed, cli.texts);
    await api.order({ method: "DELETE", path: `/groups/${id}` });
    if (!flags.json) cli.console.line(cli.texts.deleted(visible(name)));
    return EXIT.ok;
  }));
}
