import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import { addPresetCreate, addPresetDelete } from "./preset_create.ts";
import { addPresetEdit } from "./preset_edit.ts";
import { addPresetRun } from "./preset_run.ts";
import { addPresetShow } from "./preset_show.ts";

/** `preset run`, `stop`, `show`, `create`, `edit` and `delete` */
export function addPreset(program: Command, cli: CommandLine): void {
  const preset = program.command("preset").description(cli.texts.about.preset);
  cli.examples(preset, "preset run Morning", "preset stop Morning", "preset show Morning");
  addPresetRun(preset, cli, "run");
  addPresetRun(preset, cli, "stop");
  addPresetShow(preset, cli);
  addPresetCreate(preset, cli);
  addPresetEdit(preset, cli);
  addPresetDelete(preset, cli);
}
