import type { Command } from "commander";
import { Schedule } from "../../protocols/api/schedule.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { findSchedule } from "../api/find.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";

/** `schedule remove` */
export function addScheduleRemove(schedule: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.schedules;
  const command = schedule.command("remove").description(about.remove)
    .argument("<schedule>", named.schedule);
  cli.clientOptions(command);
  cli.examples(command, "schedule remove Nightly");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const { id, name } = await findSchedule(api, typed, cli.texts);
    await api.order({ method: "DELETE", path: `/schedules/${id}` });
    if (!flags.json) cli.console.line(cli.texts.deleted(visible(name)));
    return EXIT.ok;
  }));
}

/** `schedule enable` and `schedule disable` */
export function addScheduleSwitch(
  schedule: Command,
  cli: CommandLine,
  verb: "enable" | "disable",
): void {
  const { about, arguments: named } = cli.texts.schedules;
  const command = schedule.command(verb).description(about[verb])
    .argument("<schedule>", named.schedule);
  cli.clientOptions(command);
  cli.examples(command, `schedule ${verb} Nightly`);
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const api = cli.api(flags);
    const found = await findSchedule(api, typed, cli.texts);
    const { id, version, name, cron, timeZone, work, missed, maxLatenessMs } = found;
    const changed = await api.ask(Schedule, {
      method: "PUT",
      path: `/schedules/${id}`,
      version,
      body: { name, cron, timeZone, work, missed, maxLatenessMs, enabled: verb === "enable" },
    });
    if (flags.json) cli.console.json(changed);
    else cli.console.line(cli.texts.schedules.changed(visible(name), nextOf(changed, cli)));
    return EXIT.ok;
  }));
}

/** When a schedule runs next, as a sentence. */
export function nextOf({ enabled, nextRunAt }: Schedule, cli: CommandLine): string {
  const { columns, madeOff, noNext } = cli.texts.schedules;
  if (!enabled) return madeOff;
  return nextRunAt === null ? noNext : `${columns.next}: ${localTime(nextRunAt, cli)}`;
}
