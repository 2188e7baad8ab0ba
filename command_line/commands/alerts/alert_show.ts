import type { Command } from "commander";
import { AlertDetail } from "../../../protocols/api/alert.ts";
import { ago } from "../../api/listing.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { localTime, secondsTime } from "../../terminal/moments.ts";
import { wholeNumber } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";

/** `alert show` */
export function addAlertShow(alert: Command, cli: CommandLine): void {
  const { about, options } = cli.texts.alerts;
  const command = alert.command("show").description(about.show).argument("<id>", options.id);
  cli.clientOptions(command);
  cli.examples(command, "alert show 12");
  command.action(cli.action(async (typed: string, flags: ClientOptions) => {
    const id = wholeNumber("<id>", typed, [1, Number.MAX_SAFE_INTEGER], cli.texts);
    const found = await cli.api(flags).ask(AlertDetail, { path: `/alerts/${id}` });
    if (flags.json) cli.console.json(found);
    else show(found, cli);
    return EXIT.ok;
  }));
}

type Detail = ReturnType<typeof AlertDetail.parse>;

function show(alert: Detail, cli: CommandLine): void {
  const { console, texts: { alerts: words, show: { columns } }, timeZone } = cli;
  const rows = factsOf(alert, cli).filter(([, fact]) => fact !== null && fact !== "");
  console.table([words.columns.alert, String(alert.id)], rows.map((row) => row.map(String)));
  console.line("");
  console.table(
    [columns.when(timeZone), words.columns.step, words.columns.whoDid, words.columns.note],
    alert.steps.map(({ at, kind, by, note }) => [
      secondsTime(at, cli),
      words.steps[kind],
      visible(by ?? "-"),
      visible(note),
    ]),
    { rigid: 1 },
  );
}

function factsOf(alert: Detail, cli: CommandLine): readonly (readonly [string, string | null])[] {
  const { texts: { language, alerts: words } } = cli;
  const { columns, number } = words;
  const { subject, rootId, below, flaps, acknowledgedBy, snoozedUntil, resolvedAt } = alert;
  return [
    [columns.state, words.states[alert.state]],
    [columns.severity, words.severity[alert.severity]],
    [columns.what, words.rules[alert.rule]],
    [columns.who, visible(`${words.kinds[subject.kind] ?? subject.kind} ${subject.name}`)],
    [columns.why, visible(alert.reason[language])],
    [columns.opened, `${localTime(alert.openedAt, cli)} (${ago(alert.openedAt, cli)})`],
    [columns.acknowledgedBy, acknowledgedBy && visible(acknowledgedBy)],
    [columns.snoozedUntil, snoozedUntil && localTime(snoozedUntil, cli)],
    [columns.resolvedAt, resolvedAt && localTime(resolvedAt, cli)],
    [columns.root, rootId === null ? null : number(rootId)],
    [columns.below, below === 0 ? null : String(below)],
    [columns.cameBack, flaps === 0 ? null : String(flaps)],
  ];
}
