import type { Command } from "commander";
import { Preset } from "../../protocols/api/preset.ts";
import type { ApiClient } from "../api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { findDisplay, findGroup, findPreset } from "../find.ts";
import type { Texts } from "../texts.ts";
import { repeated } from "../typed_values.ts";
import { visible } from "../visible.ts";

interface CreateOptions extends ClientOptions {
  readonly on: readonly string[];
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
    .option("--barrier", options.presetBarrier)
    .option("--group <group>", options.inGroup)
    .option("--description <text>", options.description);
  cli.clientOptions(command);
  cli.examples(
    command,
    'preset create Morning --on "Display_01=sleep 600"',
    'preset create Wall --on "Left=show.exe -1" --on "Right=show.exe -2" --barrier',
  );
  command.action(cli.action(async (name: string, flags: CreateOptions) => {
    const pairs = flags.on.map((typed) => pairOf(typed, cli.texts));
    const api = cli.api(flags);
    const created = await api.ask(Preset, {
      method: "POST",
      path: "/presets",
      body: {
        name,
        barrier: flags.barrier ?? false,
        commands: await commandsOf(api, pairs, cli.texts),
        ...(flags.description === undefined ? {} : { description: flags.description }),
        ...(flags.group === undefined
          ? {}
          : { groupId: (await findGroup(api, flags.group, cli.texts)).id }),
      },
    });
    const { id, commands } = created;
    if (flags.json) cli.console.json(created);
    else cli.console.line(cli.texts.presetMade(visible(created.name), id, commands.length));
    return EXIT.ok;
  }));
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

interface Pair {
  readonly display: string;
  readonly command: string;
}

/** The first `=` ends the display's name: command lines have more of them than names. */
function pairOf(typed: string, texts: Texts): Pair {
  const at = typed.indexOf("=");
  const [display, command] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at > 0 && display !== "" && command !== "") return { display, command };
  throw usageFailure(texts.pairExpected(visible(typed)));
}

async function commandsOf(api: ApiClient, pairs: readonly Pair[], texts: Texts) {
  const commands = new Map<number, { readonly displayId: number; readonly command: string }>();
  for (const { display: typed, command } of pairs) {
    const { id, name } = await findDisplay(api, typed, texts);
    if (commands.has(id)) throw usageFailure(texts.twiceInPreset(visible(name)));
    commands.set(id, { displayId: id, command });
  }
  return [...commands.values()];
}
