import type { Command } from "commander";
import {
  AlertChannelList,
  AlertChannelTest,
  AlertDelivery,
  DeliveryState,
} from "../../../protocols/api/alert_channel.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { tellMissing } from "../../api/find.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";

/** A screenful; the log is long. */
const USUAL_LIMIT = "50";

/** `alert channels`, `alert test`, `alert deliveries` */
export function addAlertChannels(alert: Command, cli: CommandLine): void {
  const { about, channelName, onlyChannel, onlyState } = cli.texts.alertChannels;
  const channels = alert.command("channels").description(about.channels);
  cli.clientOptions(channels);
  cli.examples(channels, "alert channels");
  channels.action(cli.action((flags: ClientOptions) => listChannels(cli, flags)));
  const test = alert.command("test").description(about.test).argument("<channel>", channelName);
  cli.clientOptions(test);
  cli.examples(test, "alert test Duty");
  test.action(cli.action((name: string, flags: ClientOptions) => tryOut(cli, name, flags)));
  const log = alert.command("deliveries").description(about.deliveries)
    .option("--channel <channel>", onlyChannel)
    .option("--state <state>", onlyState)
    .option("--limit <count>", `${cli.texts.options.limit} (${cli.texts.defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(log);
  cli.examples(log, "alert deliveries", "alert deliveries --channel Duty --state failed");
  log.action(cli.action((flags: LogOptions) => listDeliveries(cli, flags)));
}

interface LogOptions extends ClientOptions {
  readonly channel?: string;
  readonly state?: string;
  readonly limit?: string;
}

async function listChannels(cli: CommandLine, flags: ClientOptions): Promise<number> {
  const { columns, kinds, states } = cli.texts.alertChannels;
  const { items } = await cli.api(flags).ask(AlertChannelList, { path: "/alert-channels" });
  const { channel, kind, to, state, waiting, last, why } = columns;
  return printListing(cli, {
    kind: "alertChannels",
    items,
    heads: [channel, kind, to, state, waiting, last, why],
    row: (each) => [
      visible(each.name),
      each.template === null || each.template === "json" ? kinds[each.kind] : each.template,
      visible(each.to),
      states[each.state],
      String(each.waiting),
      ago(each.lastDeliveredAt, cli),
      cli.console.sentence(each.lastFailure?.reason ?? "-"),
    ],
  }, flags.json === true);
}

async function tryOut(cli: CommandLine, name: string, flags: ClientOptions): Promise<number> {
  const { console, texts: { alertChannels: words } } = cli;
  const api = cli.api(flags);
  const path = `/alert-channels/${encodeURIComponent(name)}/test`;
  const result = await api.ask(AlertChannelTest, { method: "POST", path })
    .catch((cause) => tellMissing(cause, "alert channel", name, () => namesOf(api), cli.texts));
  const { delivered, durationMs, detail } = result;
  const why = console.sentence(detail);
  const code = delivered ? EXIT.ok : EXIT.failure;
  if (flags.json) console.json(result);
  else if (delivered) console.line(words.tested(visible(name), durationMs, why));
  else console.warn(words.notTested(visible(name), why));
  return code;
}

async function namesOf(api: ApiClient): Promise<readonly string[]> {
  const { items } = await api.ask(AlertChannelList, { path: "/alert-channels" });
  return items.map(({ name }) => name);
}

async function listDeliveries(cli: CommandLine, flags: LogOptions): Promise<number> {
  const { columns, outcomes } = cli.texts.alertChannels;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const state = flags.state === undefined
    ? undefined
    : oneOf("--state", flags.state, DeliveryState.options, cli.texts);
  const request = { path: "/alert-deliveries", query: { channel: flags.channel, state } };
  const { items, more } = await cli.api(flags).pages(AlertDelivery, request, limit);
  const { queued, channel, notice, attempts, took, why } = columns;
  return printListing(cli, {
    kind: "alertDeliveries",
    items,
    query: request.query,
    cutAt: more ? limit : undefined,
    heads: [queued, channel, notice, columns.state, attempts, took, why],
    row: (each) => [
      ago(each.queuedAt, cli),
      visible(each.channel),
      visible(textOf(each, cli)),
      outcomes[each.state],
      String(each.attempts),
      each.durationMs === null ? "-" : `${each.durationMs} ms`,
      cli.console.sentence(each.detail),
    ],
  }, flags.json === true);
}

function textOf({ text }: AlertDelivery, { texts: { language } }: CommandLine): string {
  const [first = ""] = text[language].split("\n", 1);
  return first;
}
