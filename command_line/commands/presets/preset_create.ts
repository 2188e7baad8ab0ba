import type { Command } from "commander";
import { Preset } from "../../../protocols/api/preset.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { findGroup, findPreset } from "../../api/find.ts";
import { repeated } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { changesOf, commandsOf } from "./preset_commands.ts";

interface CreateOptions extends ClientOptions {
  readonly on: readonly string[];
  readonly offset?: readonly string[];
  readonly barrier?: true;
  readonly group?: string;
  readonly description?: string;
}

/** `preset create` */
export function addPresetCreate(preset: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts;
  const command = preset.command("create").description(about.presetCreate)
    .argument("<name>", named.presetName)
    .requiredOption("--on <display=command>", options.on, repeated)
    .option("--offset <display=duration>", options.presetOffset, repeated)
    .option("--barrier", options.presetBarrier)
    .option("--group <group>", options.inGroup)
    .option("--description <text>", options.description);
  cli.clientOptions(command);
  cli.examples(
    command,
    'preset create Morning --on "Display_01=sleep 600"',
    'preset create Wake --on "Left=boot.exe" --on "Right=boot.exe" --offset "Right=2s"',
    'preset create Wall --on "Left=show.exe -1" --on "Right=show.exe -2" --barrier',
  );
  command.action(
    cli.action((name: string, flags: CreateOptions) => create(cli, name, flags)),
  );
}

async function create(cli: CommandLine, name: string, flags: CreateOptions): Promise<number> {
  const { texts, console } = cli;
  const changes = changesOf(flags, texts);
  const api = cli.api(flags);
  const created = await api.ask(Preset, {
    method: "POST",
    path: "/presets",
    body: {
      name,
      barrier: flags.barrier ?? false,
      commands: await commandsOf(api, [], changes, texts),
      ...(flags.description === undefined ? {} : { description: flags.description }),
      ...(flags.group === undefined
        ? {}
        : { groupId: (await findGroup(api, flags.group, texts)).id }),
    },
  });
  const { id, commands } = created;
  if (flags.json) console.json(created);
  else console.line(texts.presetMade(visible(created.name), id, commands.length));
  return EXIT.ok;
}

/** `preset delete` */
export function addPresetDelete(preset: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts;
  const command = preset.command("delete").description(about.presetDelete)
    .argument("<preset>", named.preset);
  cli.clientOptions(command);
  cli.examples(command, "preset delete Morning");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const { id, name } = await findPreset(api, typed, cli.texts);
    await api.order({ method: "DELETE", path: `/presets/${id}` });
    if (!flags.json) cli.console.line(cli.texts.deleted(visible(name)));
    return EXIT.ok;
  }));
}
