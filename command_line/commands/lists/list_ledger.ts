import type { Command } from "commander";
import { Command as LedgerRow, CommandState } from "../../../protocols/api/command.ts";
import { Execution } from "../../../protocols/api/execution.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { findDisplay, findPreset } from "../../api/find.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { orderWords } from "../../orders/order_words.ts";
import { oneOf, repeated } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";

interface CommandOptions extends ClientOptions {
  readonly state?: readonly string[];
  readonly display?: string;
  readonly execution?: string;
  readonly limit?: string;
}

interface ExecutionOptions extends ClientOptions {
  readonly preset?: string;
  readonly limit?: string;
}

/** A screenful; the ledger is long. */
const USUAL_LIMIT = "50";

/** `list commands` */
export function addListCommands(list: Command, cli: CommandLine): void {
  const { about, options, defaultOf } = cli.texts;
  const command = list.command("commands").description(about.listCommands)
    .option("--state <state>", options.state, repeated)
    .option("--display <display>", options.ofDisplay)
    .option("--execution <id>", options.ofExecution)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "list commands",
    "list commands --display Display_01 --state failed --state unknown",
  );
  command.action(cli.action((flags: CommandOptions) => showCommands(cli, flags)));
}

async function showCommands(cli: CommandLine, flags: CommandOptions): Promise<number> {
  const { texts } = cli;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const state = flags.state?.map((word) => oneOf("--state", word, CommandState.options, texts));
  const api = cli.api(flags);
  const target = flags.display === undefined
    ? undefined
    : `display/${(await findDisplay(api, flags.display, texts)).id}`;
  const query = { state, target, executionId: flags.execution };
  const { items, more } = await api.pages(LedgerRow, { path: "/commands", query }, limit);
  const { id, asked, target: whom, action, state: how, by, reason } = texts.columns;
  return printListing(cli, {
    kind: "commands",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [id, asked, by, whom, action, how, reason],
    spare: 0,
    row: (row) => [
      row.id,
      ago(row.createdAt, cli),
      visible(requesterOf(row, cli)),
      visible(row.target.name),
      orderWords(row),
      cli.console.state(row.state, "command"),
      cli.console.sentence(row.reason ?? ""),
    ],
  }, flags.json === true);
}

/** The control host asks by itself as well, for example whether a new key is held. */
function requesterOf({ requester: { name, address } }: LedgerRow, { texts }: CommandLine): string {
  return (address === "local" ? texts.audit.authors[name] : undefined) ?? name;
}

/** `list executions` */
export function addListExecutions(list: Command, cli: CommandLine): void {
  const { about, options, defaultOf } = cli.texts;
  const command = list.command("executions").description(about.listExecutions)
    .option("--preset <preset>", options.ofPreset)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(command, "list executions", "list executions --preset Morning --limit 5");
  command.action(cli.action((flags: ExecutionOptions) => showExecutions(cli, flags)));
}

async function showExecutions(cli: CommandLine, flags: ExecutionOptions): Promise<number> {
  const { columns } = cli.texts;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const api = cli.api(flags);
  const presetId = flags.preset === undefined
    ? undefined
    : String((await findPreset(api, flags.preset, cli.texts)).id);
  const request = { path: "/executions", query: { presetId } };
  const { items, more } = await api.pages(Execution, request, limit);
  return printListing(cli, {
    kind: "executions",
    items,
    query: { presetId },
    cutAt: more ? limit : undefined,
    heads: [columns.id, columns.asked, columns.by, columns.preset, columns.action, columns.barrier],
    row: (row) => [
      row.id,
      ago(row.createdAt, cli),
      visible(row.requester.name),
      visible(row.presetName),
      row.action,
      row.barrier ? "✔" : "-",
    ],
  }, flags.json === true);
}
