import type { Command } from "commander";
import { Group } from "../../../protocols/api/group.ts";
import type { ApiClient } from "../../api/api_client.ts";
import { findDisplay, findGroup } from "../../api/find.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { CommandFailure, EXIT, usageFailure } from "../../failure.ts";
import type { Texts } from "../../texts/texts.ts";
import { repeated } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";

/** What is left out stays. */
interface Options extends ClientOptions {
  readonly name?: string;
  readonly description?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** `group edit` */
export function addGroupEdit(group: Command, cli: CommandLine): void {
  const { arguments: named, edits: { about, options } } = cli.texts;
  const command = group.command("edit").description(about.groupEdit)
    .argument("<group>", named.group)
    .option("--name <name>", options.name)
    .option("--description <text>", options.description)
    .option("--add <display>", options.add, repeated)
    .option("--remove <display>", options.remove, repeated);
  cli.clientOptions(command);
  cli.examples(
    command,
    "group edit Lobby --add Display_03 --remove Display_01",
    'group edit Lobby --name "Lobby north"',
  );
  command.action(cli.action((typed: string, flags: Options) => edit(cli, typed, flags)));
}

async function edit(cli: CommandLine, typed: string, flags: Options): Promise<number> {
  const { texts, console } = cli;
  const { name, description, add, remove } = flags;
  if ([name, description, add, remove].every((each) => each === undefined)) {
    throw usageFailure(texts.edits.nothingNamed);
  }
  const api = cli.api(flags);
  const group = await findGroup(api, typed, texts);
  const { id, version } = group;
  const changed = await api.ask(Group, {
    method: "PUT",
    path: `/groups/${id}`,
    version,
    body: {
      name: name ?? group.name,
      description: description ?? group.description,
      displayIds: await membersOf(api, group.displayIds, flags, texts),
    },
  });
  if (flags.json) console.json(changed);
  else console.line(texts.edits.groupChanged(visible(changed.name), id, changed.displayIds.length));
  return EXIT.ok;
}

async function membersOf(
  api: ApiClient,
  before: readonly number[],
  { add = [], remove = [] }: Options,
  texts: Texts,
): Promise<readonly number[]> {
  const members = new Set(before);
  const joined = new Set<number>();
  for (const typed of add) joined.add((await findDisplay(api, typed, texts)).id);
  for (const typed of remove) {
    const { id, name } = await findDisplay(api, typed, texts);
    if (joined.has(id)) {
      throw usageFailure(texts.edits.bothWays("--add", "--remove", visible(name)));
    }
    if (!before.includes(id)) {
      throw new CommandFailure(texts.edits.notInGroup("--remove", visible(name)));
    }
    members.delete(id);
  }
  return [...members, ...[...joined].filter((id) => !members.has(id))];
}
