import type { Command } from "commander";
import { Preset } from "../../../protocols/api/preset.ts";
import type { ApiClient } from "../../api/api_client.ts";
import { findGroup, findPreset } from "../../api/find.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { CommandFailure, EXIT, usageFailure } from "../../failure.ts";
import { repeated } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { changesOf, commandsOf, type TypedCommands } from "./preset_commands.ts";

/** What is left out stays. */
interface Options extends ClientOptions, TypedCommands {
  readonly name?: string;
  readonly description?: string;
  /** False with `--no-barrier`. */
  readonly barrier?: boolean;
  /** False with `--no-group`. */
  readonly group?: string | false;
}

/** `preset edit` */
export function addPresetEdit(preset: Command, cli: CommandLine): void {
  const { arguments: named, edits: { about, options } } = cli.texts;
  const command = preset.command("edit").description(about.presetEdit)
    .argument("<preset>", named.preset)
    .option("--name <name>", options.name)
    .option("--description <text>", options.description)
    .option("--on <display=command>", options.on, repeated)
    .option("--off <display>", options.off, repeated)
    .option("--offset <display=duration>", options.offset, repeated)
    .option("--barrier", options.barrier)
    .option("--no-barrier", options.noBarrier)
    .option("--group <group>", options.inGroup)
    .option("--no-group", options.noGroup);
  cli.clientOptions(command);
  cli.examples(
    command,
    'preset edit Morning --on "Display_02=show.exe -2" --off Display_01',
    'preset edit Morning --offset "Display_02=20s" --barrier --group Lobby',
    'preset edit Morning --name "Morning show" --no-group',
  );
  command.action(cli.action((typed: string, flags: Options) => edit(cli, typed, flags)));
}

async function edit(cli: CommandLine, typed: string, flags: Options): Promise<number> {
  const { texts, console } = cli;
  const { name, description, on, off, offset, barrier, group } = flags;
  const named = [name, description, on, off, offset, barrier, group];
  if (named.every((each) => each === undefined)) throw usageFailure(texts.edits.nothingNamed);
  const changes = changesOf(flags, texts);
  const api = cli.api(flags);
  const preset = await findPreset(api, typed, texts);
  const { id, version } = preset;
  const body = {
    name: name ?? preset.name,
    description: description ?? preset.description,
    barrier: barrier ?? preset.barrier,
    groupId: await groupIdOf(api, group, preset, cli),
    commands: await commandsOf(api, preset.commands, changes, texts),
  };
  if (body.commands.length === 0) throw new CommandFailure(texts.edits.emptied(id));
  const changed = await api.ask(Preset, { method: "PUT", path: `/presets/${id}`, version, body });
  if (flags.json) console.json(changed);
  else console.line(texts.edits.presetChanged(visible(changed.name), id, changed.commands.length));
  return EXIT.ok;
}

async function groupIdOf(
  api: ApiClient,
  group: Options["group"],
  { groupId }: Preset,
  { texts }: CommandLine,
): Promise<number | null> {
  if (group === undefined) return groupId;
  return group === false ? null : (await findGroup(api, group, texts)).id;
}
