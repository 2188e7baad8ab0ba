import type { Command } from "commander";
import { Preset } from "../../protocols/api/preset.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { parseDurationBetween } from "../terminal/durations.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { findDisplay, findGroup, findPreset } from "../api/find.ts";
import type { Texts } from "../texts/texts.ts";
import { repeated } from "../terminal/typed_values.ts";
import { visible } from "../terminal/visible.ts";

/** As far as the API takes them. */
const OFFSETS = ["0ms", "10m"] as const;

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
  command.action(cli.action(async (name: string, flags: CreateOptions) => {
    const { pairExpected, offsetExpected } = cli.texts;
    const pairs = flags.on.map((typed) => pairOf(typed, pairExpected));
    const offsets = (flags.offset ?? []).map((typed) => pairOf(typed, offsetExpected));
    const api = cli.api(flags);
    const created = await api.ask(Preset, {
      method: "POST",
      path: "/presets",
      body: {
        name,
        barrier: flags.barrier ?? false,
        commands: await commandsOf(api, pairs, offsets, cli.texts),
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

/** A display as it was typed, and what belongs to it. */
interface Pair {
  readonly display: string;
  readonly word: string;
}

/** The first `=` ends the display's name: command lines have more of them than names. */
function pairOf(typed: string, expected: (got: string) => string): Pair {
  const at = typed.indexOf("=");
  const [display, word] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at > 0 && display !== "" && word !== "") return { display, word };
  throw usageFailure(expected(visible(typed)));
}

interface WantedCommand {
  readonly displayId: number;
  readonly command: string;
  readonly offsetMs?: number;
}

async function commandsOf(
  api: ApiClient,
  pairs: readonly Pair[],
  offsets: readonly Pair[],
  texts: Texts,
): Promise<readonly WantedCommand[]> {
  const commands = new Map<number, WantedCommand>();
  for (const { display: typed, word: command } of pairs) {
    const { id, name } = await findDisplay(api, typed, texts);
    if (commands.has(id)) throw usageFailure(texts.twiceInPreset(visible(name)));
    commands.set(id, { displayId: id, command });
  }
  for (const { display: typed, word } of offsets) {
    const offsetMs = parseDurationBetween("--offset", word, OFFSETS, texts);
    const { id, name } = await findDisplay(api, typed, texts);
    const wanted = commands.get(id);
    if (wanted === undefined) throw usageFailure(texts.offsetUnplaced(visible(name)));
    commands.set(id, { ...wanted, offsetMs });
  }
  return [...commands.values()];
}
