import type { Command } from "commander";
import { type Schedule, ScheduleList, ScheduleRun } from "../../../protocols/api/schedule.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { findSchedule } from "../../api/find.ts";
import { limitOf, printListing } from "../../api/listing.ts";
import { localTime } from "../../terminal/moments.ts";
import { visible } from "../../terminal/visible.ts";

type HistoryOptions = ClientOptions & { readonly limit?: string };

/** `schedule list`, and `list schedules`: the same */
export function addScheduleList(parent: Command, cli: CommandLine, name: string): void {
  const command = parent.command(name).description(cli.texts.schedules.about.list);
  cli.clientOptions(command);
  cli.examples(command, "schedule list", "schedule list --json");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(ScheduleList, { path: "/schedules" });
    const { columns, schedules } = cli.texts;
    const { on, when, does, next, last } = schedules.columns;
    return printListing(cli, {
      kind: "schedules",
      items,
      heads: [columns.id, columns.name, on, when, does, next, last],
      spare: 4,
      row: (schedule) => cellsOf(schedule, cli),
    }, flags.json === true);
  }));
}

/** `list schedules` */
export function addListSchedules(list: Command, cli: CommandLine): void {
  addScheduleList(list, cli, "schedules");
}

function cellsOf(schedule: Schedule, cli: CommandLine): string[] {
  const { id, name, enabled, cron, timeZone, work, nextRunAt, lastRun } = schedule;
  const { schedules } = cli.texts;
  return [
    String(id),
    visible(name),
    enabled ? schedules.on : schedules.off,
    visible(`${cron} ${timeZone}`),
    visible(wordWork(work)),
    localTime(nextRunAt, cli),
    lastRun === null
      ? cli.texts.never
      : `${cli.console.state(lastRun.state, "command")} ${localTime(lastRun.dueAt, cli)}`,
  ];
}

/** What a schedule does, in the words in which it is typed. */
export function wordWork(work: Schedule["work"]): string {
  switch (work.type) {
    case "node": {
      const { selection, command } = work;
      if (selection.scope === "container") {
        return `${command} ${selection.serverId}/${selection.container}`;
      }
      if (selection.scope === "host") return `${command} ${selection.serverId}/all`;
      const { serverIds, containers } = selection.filter;
      return [command, ...(serverIds ?? []), ...(containers ?? [])].join(" ");
    }
    case "preset":
      return `preset ${work.action === "execute" ? "run" : "stop"} ${work.presetId}`;
    case "display":
      return `display ${work.displayId} ${work.order.action}`;
  }
}

/** `schedule history` */
export function addScheduleHistory(schedule: Command, cli: CommandLine): void {
  const { options, defaultOf, schedules: { about, arguments: named } } = cli.texts;
  const command = schedule.command("history").description(about.history)
    .argument("<schedule>", named.schedule)
    .option("--limit <count>", `${options.limit} (${defaultOf("50")})`);
  cli.clientOptions(command);
  cli.examples(command, "schedule history Nightly", "schedule history 3 --limit 10 --json");
  command.action(
    cli.action((typed: string, flags: HistoryOptions) => showHistory(cli, typed, flags)),
  );
}

async function showHistory(
  cli: CommandLine,
  typed: string,
  flags: HistoryOptions,
): Promise<number> {
  const { columns, schedules } = cli.texts;
  const limit = limitOf(flags.limit ?? "50", cli);
  const api = cli.api(flags);
  const { id } = await findSchedule(api, typed, cli.texts);
  const { items, more } = await api.pages(ScheduleRun, { path: `/schedules/${id}/runs` }, limit);
  const { due, targets, trigger } = schedules.columns;
  return printListing(cli, {
    kind: "runs",
    items,
    cutAt: more ? limit : undefined,
    heads: [due, columns.state, targets, trigger, columns.id, columns.reason],
    spare: 4,
    row: (run) => [
      localTime(run.dueAt, cli),
      cli.console.state(run.state, "command"),
      `${run.counts.completed}/${run.counts.total}`,
      schedules.trigger[run.trigger],
      visible(run.id),
      cli.console.sentence(run.reason ?? "-"),
    ],
  }, flags.json === true);
}
