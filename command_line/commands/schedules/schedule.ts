import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import { addScheduleAdd } from "./schedule_add.ts";
import { addScheduleEdit, addScheduleRemove, addScheduleSwitch } from "./schedule_edit.ts";
import { addScheduleHistory, addScheduleList } from "./schedule_list.ts";
import { addScheduleRun } from "./schedule_run.ts";

/** `schedule list`, `add`, `edit`, `remove`, `enable`, `disable`, `run` and `history` */
export function addSchedule(program: Command, cli: CommandLine): void {
  const schedule = program.command("schedule").description(cli.texts.schedules.about.schedule);
  cli.examples(
    schedule,
    "schedule list",
    'schedule add "Nightly backup" --preset daily-key-backup --time-zone Asia/Seoul',
  );
  addScheduleList(schedule, cli, "list");
  addScheduleAdd(schedule, cli);
  addScheduleEdit(schedule, cli);
  addScheduleRemove(schedule, cli);
  addScheduleSwitch(schedule, cli, "enable");
  addScheduleSwitch(schedule, cli, "disable");
  addScheduleRun(schedule, cli);
  addScheduleHistory(schedule, cli);
}
