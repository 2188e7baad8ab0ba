import type { Command } from "commander";
import { ScheduleRun, ScheduleRunPage } from "../../../protocols/api/schedule.ts";
import { type ApiClient, NotFound } from "../../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { findSchedule } from "../../api/find.ts";
import { watch } from "../../orders/follow.ts";
import { visible } from "../../terminal/visible.ts";

type Options = ClientOptions & { readonly wait?: true };

/** A run of minutes is looked at often enough, and one of hours costs little. */
const LOOK_MS = 1_000;
const OPEN: ReadonlySet<ScheduleRun["state"]> = new Set(["waiting", "starting", "running"]);

/** `schedule run` */
export function addScheduleRun(schedule: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.schedules;
  const command = schedule.command("run").description(about.run)
    .argument("<schedule>", named.schedule)
    .option("--wait", options.wait);
  cli.clientOptions(command);
  cli.examples(command, "schedule run Nightly", "schedule run 3 --wait --json");
  command.action(cli.action((typed: string, flags: Options) => run(cli, typed, flags)));
}

async function run(cli: CommandLine, typed: string, flags: Options): Promise<number> {
  const { console, texts } = cli;
  const api = cli.api(flags);
  const { id, name } = await findSchedule(api, typed, texts);
  const begun = await api.ask(ScheduleRun, {
    method: "POST",
    path: `/schedules/${id}/run`,
    idempotencyKey: crypto.randomUUID(),
  });
  if (!flags.json) console.line(texts.schedules.began(visible(name), begun.id));
  const last = flags.wait ? await ended(cli, api, begun) : begun;
  if (flags.json) console.json(last);
  else if (flags.wait) console.line(wordEnd(last, cli));
  else console.line(texts.schedules.look(visible(name)));
  return OPEN.has(last.state) || last.state === "completed" ? EXIT.ok : EXIT.failure;
}

/**
 * The run when it is over; as it was last, where its schedule is deleted meanwhile. A control host that is away for a
 * while is waited for: after its restart the run goes on.
 */
async function ended(cli: CommandLine, api: ApiClient, begun: ScheduleRun): Promise<ScheduleRun> {
  let gone = false;
  return await watch(cli, {
    first: begun,
    reread: async (last) => {
      const found = (await runsOf(api, begun)).find(({ id }) => id === begun.id);
      gone = found === undefined;
      return found ?? last;
    },
    show: () => {},
    isOver: ({ state }) => gone || !OPEN.has(state),
    limitMs: Infinity,
    pollMs: LOOK_MS,
  });
}

async function runsOf(
  api: ApiClient,
  { scheduleId }: ScheduleRun,
): Promise<readonly ScheduleRun[]> {
  const request = { path: `/schedules/${scheduleId}/runs`, query: { limit: "100" } };
  try {
    return (await api.ask(ScheduleRunPage, request)).items;
  } catch (cause) {
    if (cause instanceof NotFound) return [];
    throw cause;
  }
}

function wordEnd({ id, state, counts, reason }: ScheduleRun, { console, texts }: CommandLine) {
  const { completed, total } = counts;
  const words = texts.schedules.ended(id, console.state(state, "command"), completed, total);
  return reason === null ? words : `${words} ${console.sentence(reason)}`;
}
