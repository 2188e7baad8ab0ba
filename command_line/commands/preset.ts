import type { Command } from "commander";
import type { CommandLine } from "../command_line.ts";
import { addPresetCreate, addPresetDelete } from "./preset_edit.ts";
import { addPresetRun } from "./preset_run.ts";

/** `preset run`, `preset stop`, `preset create` and `preset delete` */
export function addPreset(program: Command, cli: CommandLine): void {
  const preset = program.command("preset").description(cli.texts.about.preset);
  cli.examples(preset, "preset run Morning", "preset stop Morning");
  addPresetRun(preset, cli, "run");
  addPresetRun(preset, cli, "stop");
  addPresetCreate(preset, cli);
  addPresetDelete(preset, cli);
}
