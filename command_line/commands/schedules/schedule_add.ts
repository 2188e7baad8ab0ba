import type { Command } from "commander";
import { Schedule } from "../../../protocols/api/schedule.ts";
import { SCHEDULE_TEMPLATES } from "../../../protocols/api/schedule_template.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT, usageFailure } from "../../failure.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { takeAnyWords } from "../../terminal/typed_words.ts";
import { visible } from "../../terminal/visible.ts";
import { nextOf } from "./schedule_edit.ts";
import { policyOf, type PolicyOptions } from "./schedule_policy.ts";
import { confirmWork, typedWork, workOf, type WorkOptions, workOptions } from "./schedule_work.ts";

type Options = ClientOptions & WorkOptions & PolicyOptions & {
  readonly cron?: string;
  readonly timeZone?: string;
  readonly preset?: string;
  readonly on?: true;
  readonly off?: true;
};

const TEMPLATE_IDS = SCHEDULE_TEMPLATES.map(({ id }) => id);

/** `schedule add` */
export function addScheduleAdd(schedule: Command, cli: CommandLine): void {
  const { defaultOf, nodes, schedules: { about, arguments: named, options } } = cli.texts;
  const command = schedule.command("add").description(about.add)
    .argument("<name>", named.newName)
    .argument("[command]", named.command)
    .argument("[words...]", nodes.arguments.words)
    .option("--cron <expression>", options.cron)
    .option("--time-zone <zone>", `${options.timeZone} (${defaultOf(cli.timeZone)})`)
    .option("--preset <template>", options.template)
    .option("--missed <policy>", options.missed)
    .option("--max-lateness <time>", options.maxLateness)
    .option("--on", options.on)
    .option("--off", options.off);
  workOptions(command, cli);
  cli.clientOptions(command);
  takeAnyWords(command, cli);
  cli.examples(
    command,
    'schedule add "Nightly backup" --preset daily-key-backup --time-zone Asia/Seoul',
    'schedule add Check status --cron "*/15 * * * *" --node client123',
    'schedule add Opening --cron "0 9 * * 1-5" --time-zone Asia/Seoul --run Morning --missed run-once',
    'schedule add "Good night" power shutdown --display Display_01 --cron "0 22 * * *"',
  );
  command.action(
    cli.action((name: string, word: string | undefined, words: string[], flags: Options) =>
      add(cli, name, typedWork(command, word, words), flags)
    ),
  );
}

async function add(
  cli: CommandLine,
  name: string,
  words: readonly string[],
  flags: Options,
): Promise<number> {
  const { texts, console } = cli;
  const id = flags.preset === undefined
    ? undefined
    : oneOf("--preset", flags.preset, TEMPLATE_IDS, texts);
  const template = SCHEDULE_TEMPLATES.find((each) => each.id === id)?.draft;
  const cron = flags.cron ?? template?.cron;
  if (cron === undefined) throw usageFailure(texts.schedules.cronMissing);
  const policy = policyOf(flags, cli);
  const api = cli.api(flags);
  const work = await workOf(api, words, flags, template?.work, cli);
  // A template is off until somebody has looked at it.
  const enabled = flags.on ?? (flags.off ? false : template?.enabled ?? true);
  if (enabled) await confirmWork(cli, api, work, flags.yes === true);
  const made = await api.ask(Schedule, {
    method: "POST",
    path: "/schedules",
    body: {
      ...template,
      name,
      enabled,
      cron,
      timeZone: flags.timeZone ?? cli.timeZone,
      work,
      ...policy,
    },
  });
  if (flags.json) console.json(made);
  else console.line(texts.schedules.made(visible(made.name), made.id, nextOf(made, cli)));
  return EXIT.ok;
}
