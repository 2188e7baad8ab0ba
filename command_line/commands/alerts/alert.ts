import type { Command } from "commander";
import { Alert } from "../../../protocols/api/alert.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { parseDurationBetween } from "../../terminal/durations.ts";
import { EXIT } from "../../failure.ts";
import { localTime } from "../../terminal/moments.ts";
import { wholeNumber } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { addAlertShow } from "./alert_show.ts";
import { addAlertChannels } from "./alert_channels.ts";

interface AckOptions extends ClientOptions {
  readonly note?: string;
}

/** `alert show`, `alert ack`, `alert snooze`, and what there is of channels */
export function addAlert(program: Command, cli: CommandLine): void {
  const { about, options } = cli.texts.alerts;
  const alert = program.command("alert").description(about.alert);
  cli.examples(alert, "alert show 12", "alert ack 12", "alert snooze 12 8h", "alert channels");
  addAlertShow(alert, cli);
  const ack = alert.command("ack").description(about.ack)
    .argument("<id>", options.id)
    .option("--note <text>", options.note);
  cli.clientOptions(ack);
  cli.examples(ack, 'alert ack 12 --note "On my way"');
  ack.action(cli.action((id: string, flags: AckOptions) => acknowledge(cli, id, flags)));
  const snooze = alert.command("snooze").description(about.snooze)
    .argument("<id>", options.id)
    .argument("<duration>", options.snoozeFor);
  cli.clientOptions(snooze);
  cli.examples(snooze, "alert snooze 12 8h", "alert snooze 12 0s");
  snooze.action(
    cli.action((id: string, typed: string, flags: ClientOptions) => putOff(cli, id, typed, flags)),
  );
  addAlertChannels(alert, cli);
}

async function acknowledge(cli: CommandLine, typed: string, flags: AckOptions): Promise<number> {
  const { note, ...client } = flags;
  const alert = await order(cli, typed, "acknowledge", note === undefined ? {} : { note }, client);
  if (!flags.json) {
    cli.console.line(cli.texts.alerts.acknowledged(alert.id, visible(alert.subject.name)));
  }
  return EXIT.ok;
}

async function putOff(
  cli: CommandLine,
  typed: string,
  duration: string,
  flags: ClientOptions,
): Promise<number> {
  const forMs = parseDurationBetween("<duration>", duration, ["0s", "31d"], cli.texts);
  const alert = await order(cli, typed, "snooze", { forMs }, flags);
  if (flags.json) return EXIT.ok;
  const { console, texts: { alerts: words } } = cli;
  const name = visible(alert.subject.name);
  const until = localTime(alert.snoozedUntil, cli);
  console.line(
    alert.snoozedUntil === null ? words.told(alert.id, name) : words.snoozed(alert.id, name, until),
  );
  return EXIT.ok;
}

async function order(
  cli: CommandLine,
  typed: string,
  verb: string,
  body: unknown,
  flags: ClientOptions,
): Promise<Alert> {
  const id = wholeNumber("<id>", typed, [1, Number.MAX_SAFE_INTEGER], cli.texts);
  const path = `/alerts/${id}/${verb}`;
  const alert = await cli.api(flags).ask(Alert, { method: "POST", path, body });
  if (flags.json) cli.console.json(alert);
  return alert;
}
