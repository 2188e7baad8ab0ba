import type { Command } from "commander";
import { MaintenanceList, MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { parseDurationBetween } from "../../terminal/durations.ts";
import { EXIT, usageFailure } from "../../failure.ts";
import { findGroup } from "../../api/find.ts";
import { printListing } from "../../api/listing.ts";
import { maintenanceSubject } from "../../api/maintenance_subject.ts";
import { localTime, readMoment } from "../../terminal/moments.ts";
import { repeated, wholeNumber } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";

interface BeginOptions extends ClientOptions {
  readonly from?: string;
  readonly subject?: readonly string[];
  readonly kind?: readonly string[];
  readonly group?: readonly string[];
  readonly everything?: boolean;
  readonly note?: string;
}

/** `maintenance list`, `maintenance begin`, `maintenance end` */
export function addMaintenance(program: Command, cli: CommandLine): void {
  const { about, options } = cli.texts.alerts;
  const maintenance = program.command("maintenance").description(about.maintenance);
  cli.examples(maintenance, "maintenance begin 2h --group Lobby", "maintenance list");
  const list = maintenance.command("list").description(about.windows);
  cli.clientOptions(list);
  cli.examples(list, "maintenance list");
  list.action(cli.action((flags: ClientOptions) => listWindows(cli, flags)));
  addBegin(maintenance, cli);
  const end = maintenance.command("end").description(about.end).argument("<id>", options.windowId);
  cli.clientOptions(end);
  cli.examples(end, "maintenance end 3");
  end.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const id = wholeNumber("<id>", typed, [1, Number.MAX_SAFE_INTEGER], cli.texts);
    await cli.api(flags).order({ method: "DELETE", path: `/maintenance/${id}` });
    if (!flags.json) cli.console.line(cli.texts.alerts.ended(id));
    return EXIT.ok;
  }));
}

function addBegin(maintenance: Command, cli: CommandLine): void {
  const { about, options } = cli.texts.alerts;
  const begin = maintenance.command("begin").description(about.begin)
    .argument("<duration>", options.maintenanceFor)
    .option("--from <time>", options.from)
    .option("--subject <kind/key>", options.subject, repeated)
    .option("--kind <kind>", options.kind, repeated)
    .option("--group <group>", options.group, repeated)
    .option("--everything", options.everything)
    .option("--note <text>", options.note);
  cli.clientOptions(begin);
  cli.examples(
    begin,
    'maintenance begin 2h --group Lobby --note "New cables"',
    "maintenance begin 30m --subject node/HOST-1",
    "maintenance begin 8h --everything --from 2030-01-08T01:00:00Z",
  );
  begin.action(cli.action((typed: string, flags: BeginOptions) => open(cli, typed, flags)));
}

async function open(cli: CommandLine, typed: string, flags: BeginOptions): Promise<number> {
  const { texts, texts: { alerts: words }, clock } = cli;
  const { subject = [], kind = [], group = [], everything = false, note = "" } = flags;
  if (subject.length + kind.length + group.length === 0 && !everything) {
    throw usageFailure(words.nobody);
  }
  const lastsMs = parseDurationBetween("<duration>", typed, ["1m", "366d"], texts);
  const from = flags.from === undefined ? clock.now() : readMoment(flags.from, cli);
  if (from === undefined) throw usageFailure(`--from: ${texts.audit.badMoment}`);
  const api = cli.api(flags);
  const body = {
    // Clocks differ: what begins now begins when the control host takes it.
    ...(flags.from === undefined ? {} : { from: new Date(from).toISOString() }),
    until: new Date(from + lastsMs).toISOString(),
    subjects: await inTurn(subject, (each) => maintenanceSubject(api, each, cli)),
    kinds: kind,
    groups: await inTurn(group, async (each) => (await findGroup(api, each, texts)).name),
    everything,
    note,
  };
  const path = "/maintenance";
  const made = await api.ask(MaintenanceWindow, { method: "POST", path, body });
  if (flags.json) cli.console.json(made);
  else {
    const [begins, ends] = [localTime(made.from, cli), localTime(made.until, cli)];
    cli.console.line(words.begun(made.id, begins, ends));
  }
  return EXIT.ok;
}

/** One after the other, so that the first that is wrong is told. */
async function inTurn<T>(
  typed: readonly string[],
  find: (typed: string) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const each of typed) found.push(await find(each));
  return found;
}

async function listWindows(cli: CommandLine, flags: ClientOptions): Promise<number> {
  const { alerts: words } = cli.texts;
  const { items } = await cli.api(flags).ask(MaintenanceList, { path: "/maintenance" });
  const { id, state, whom, from, until, note, by } = words.columns;
  return printListing(cli, {
    kind: "maintenance",
    items,
    heads: [id, state, whom, from, until, note, by],
    spare: 5,
    row: (each) => [
      String(each.id),
      words.windowStates[each.state],
      visible(whomOf(each, words.everything)),
      localTime(each.from, cli),
      localTime(each.until, cli),
      visible(each.note),
      visible(each.createdBy),
    ],
  }, flags.json === true);
}

function whomOf({ everything, subjects, kinds, groups }: MaintenanceWindow, all: string): string {
  if (everything) return all;
  return [...groups, ...kinds, ...subjects.map(({ kind, key }) => `${kind}/${key}`)].join(", ");
}
