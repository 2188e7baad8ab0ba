import type { Command } from "commander";
import { GroupList } from "../../../protocols/api/group.ts";
import { type Preset, PresetStatus } from "../../../protocols/api/preset.ts";
import type { ApiClient } from "../../api/api_client.ts";
import { findPreset } from "../../api/find.ts";
import { ago } from "../../api/listing.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { wordDuration } from "../../terminal/durations.ts";
import { visible } from "../../terminal/visible.ts";

/** `preset show` */
export function addPresetShow(preset: Command, cli: CommandLine): void {
  const { arguments: named, edits: { about } } = cli.texts;
  const command = preset.command("show").description(about.presetShow)
    .argument("<preset>", named.preset);
  cli.clientOptions(command);
  cli.examples(command, "preset show Morning", "preset show 1 --json");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const found = await findPreset(api, typed, cli.texts);
    const status = await api.ask(PresetStatus, { path: `/presets/${found.id}/status` });
    if (flags.json) cli.console.json({ ...found, status });
    else await show(found, status, api, cli);
    return EXIT.ok;
  }));
}

async function show(
  preset: Preset,
  status: PresetStatus,
  api: ApiClient,
  cli: CommandLine,
): Promise<void> {
  const { console, texts: { edits: texts } } = cli;
  for (const line of await factsOf(preset, api, cli)) console.line(line);
  const { command, offset, connected, runs } = texts.columns;
  const heads = [cli.texts.columns.target, offset, connected, runs, command];
  const word = (is: boolean | undefined) => is ? texts.words.yes : texts.words.no;
  const rows = preset.commands.map(({ displayId, command, offsetMs }) => {
    const target = status.targets.find((each) => each.displayId === displayId);
    return [
      visible(target?.name ?? String(displayId)),
      offsetMs === 0 ? "-" : wordDuration(offsetMs, cli.texts),
      word(target?.connected),
      word(target?.runsThis),
      visible(command),
    ];
  });
  console.table(heads, rows);
}

async function factsOf(
  preset: Preset,
  api: ApiClient,
  cli: CommandLine,
): Promise<readonly string[]> {
  const { texts: { edits: texts } } = cli;
  const { id, name, description, groupId, barrier, lastExecutedAt, updatedAt, updatedBy } = preset;
  const groups = groupId === null ? [] : (await api.ask(GroupList, { path: "/groups" })).items;
  const group = groups.find((each) => each.id === groupId);
  return [
    texts.preset(visible(name), id),
    ...(description === "" ? [] : [visible(description)]),
    ...(group === undefined ? [] : [texts.group(visible(group.name))]),
    barrier ? texts.words.barrier : texts.words.noBarrier,
    texts.lastRun(ago(lastExecutedAt, cli)),
    texts.editedBy(visible(updatedBy), ago(updatedAt, cli)),
  ];
}
