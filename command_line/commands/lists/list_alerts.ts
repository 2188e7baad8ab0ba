import type { Command } from "commander";
import { Alert, AlertRule } from "../../../protocols/api/alert.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";

interface Options extends ClientOptions {
  readonly all?: boolean;
  readonly rule?: string;
  readonly limit?: string;
}

/** A screenful; most have one root. */
const USUAL_LIMIT = "50";

/** `list alerts` */
export function addListAlerts(list: Command, cli: CommandLine): void {
  const { alerts: words, options, defaultOf } = cli.texts;
  const command = list.command("alerts").description(words.about.list)
    .option("--all", words.options.all)
    .option("--rule <rule>", words.options.rule)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(command, "list alerts", "list alerts --all --rule offline");
  command.action(cli.action((flags: Options) => show(cli, flags)));
}

async function show(cli: CommandLine, flags: Options): Promise<number> {
  const { texts, texts: { alerts: words } } = cli;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const rule = flags.rule === undefined
    ? undefined
    : oneOf("--rule", flags.rule, AlertRule.options, texts);
  const query = { state: flags.all ? undefined : "unresolved", rule };
  const { items, more } = await cli.api(flags).pages(Alert, { path: "/alerts", query }, limit);
  const { id, severity, state, what, who, since, below, why } = words.columns;
  return printListing(cli, {
    kind: flags.all ? "alerts" : "openAlerts",
    items,
    query: { rule },
    cutAt: more ? limit : undefined,
    heads: [id, severity, state, what, who, since, below, why],
    spare: 6,
    row: (alert) => rowOf(alert, cli),
  }, flags.json === true);
}

function rowOf(alert: Alert, cli: CommandLine): string[] {
  const { texts: { language, alerts: words }, clock } = cli;
  const { snoozedUntil, state, subject, reason } = alert;
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > clock.now();
  return [
    String(alert.id),
    words.severity[alert.severity],
    words.states[state === "open" && isSnoozed ? "snoozed" : state],
    words.rules[alert.rule],
    visible(`${words.kinds[subject.kind] ?? subject.kind} ${subject.name}`),
    ago(alert.openedAt, cli),
    alert.below === 0 ? "" : String(alert.below),
    visible(reason[language]),
  ];
}
