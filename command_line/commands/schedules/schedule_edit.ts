import type { Command } from "commander";
import { Schedule, type ScheduleDraft } from "../../../protocols/api/schedule.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT, usageFailure } from "../../failure.ts";
import { findSchedule } from "../../api/find.ts";
import { localTime } from "../../terminal/moments.ts";
import { takeAnyWords } from "../../terminal/typed_words.ts";
import { visible } from "../../terminal/visible.ts";
import { policyOf, type PolicyOptions } from "./schedule_policy.ts";
import {
  changedWork,
  confirmWork,
  namesWork,
  typedWork,
  type WorkOptions,
  workOptions,
} from "./schedule_work.ts";

/** What is left out stays. */
type EditOptions = ClientOptions & WorkOptions & PolicyOptions & {
  readonly name?: string;
  readonly cron?: string;
  readonly timeZone?: string;
};

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
    return await change(cli, api, found, { enabled: verb === "enable" }, flags);
  }));
}

/** `schedule edit` */
export function addScheduleEdit(schedule: Command, cli: CommandLine): void {
  const { nodes, schedules: { about, arguments: named, options } } = cli.texts;
  const command = schedule.command("edit").description(about.edit)
    .argument("<schedule>", named.schedule)
    .argument("[command]", named.command)
    .argument("[words...]", nodes.arguments.words)
    .option("--name <name>", cli.texts.edits.options.name)
    .option("--cron <expression>", options.cron)
    .option("--time-zone <zone>", options.timeZone)
    .option("--missed <policy>", options.missed)
    .option("--max-lateness <time>", options.maxLateness);
  workOptions(command, cli);
  cli.clientOptions(command);
  takeAnyWords(command, cli);
  cli.examples(
    command,
    'schedule edit Nightly --cron "30 4 * * *" --time-zone Asia/Seoul',
    'schedule edit Nightly --name "Every night" --missed run-once',
    "schedule edit Nightly --node client123 --node client124 --pause 20m",
    "schedule edit Check logs 50",
  );
  command.action(
    cli.action((typed: string, word: string | undefined, words: string[], flags: EditOptions) =>
      edit(cli, typed, typedWork(command, word, words), flags)
    ),
  );
}

async function edit(
  cli: CommandLine,
  typed: string,
  words: readonly string[],
  flags: EditOptions,
): Promise<number> {
  const { name, cron, timeZone } = flags;
  const when = {
    ...(name === undefined ? {} : { name }),
    ...(cron === undefined ? {} : { cron }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...policyOf(flags, cli),
  };
  const anotherWork = namesWork(words, flags);
  if (!anotherWork && Object.keys(when).length === 0) {
    throw usageFailure(cli.texts.edits.nothingNamed);
  }
  const api = cli.api(flags);
  const found = await findSchedule(api, typed, cli.texts);
  if (!anotherWork) return await change(cli, api, found, when, flags);
  const work = await changedWork(api, words, flags, found.work, cli);
  if (found.enabled) await confirmWork(cli, api, work, flags.yes === true);
  return await change(cli, api, found, { ...when, work }, flags);
}

/** What is not different stays as it was read; where somebody has changed it since, it is refused. */
async function change(
  cli: CommandLine,
  api: ApiClient,
  { id, version, name, cron, timeZone, work, missed, maxLatenessMs, enabled }: Schedule,
  different: Partial<ScheduleDraft>,
  flags: ClientOptions,
): Promise<number> {
  const before = { name, cron, timeZone, work, missed, maxLatenessMs, enabled };
  const body = { ...before, ...different };
  const path = `/schedules/${id}`;
  const changed = await api.ask(Schedule, { method: "PUT", path, version, body });
  if (flags.json) cli.console.json(changed);
  else cli.console.line(cli.texts.schedules.changed(visible(changed.name), nextOf(changed, cli)));
  return EXIT.ok;
}

/** When a schedule runs next, as a sentence. */
export function nextOf({ enabled, nextRunAt }: Schedule, cli: CommandLine): string {
  const { columns, madeOff, noNext } = cli.texts.schedules;
  if (!enabled) return madeOff;
  return nextRunAt === null ? noNext : `${columns.next}: ${localTime(nextRunAt, cli)}`;
}
