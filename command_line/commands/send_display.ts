import { Command, isOver } from "../../protocols/api/command.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { displayPathOf, findDisplay, findPreset } from "../api/find.ts";
import { exitCodeFor, follow } from "../orders/follow.ts";
import { type OrderOptions, timingOf, usualDeadlineOf } from "../orders/order_options.ts";
import { confirmedPower, POWER_ORDERS } from "../orders/power_order.ts";
import { oneOf } from "../terminal/typed_values.ts";
import { visible } from "../terminal/visible.ts";

/** What a display can be told. */
export const DISPLAY_ACTIONS = ["execute", "stop", "check", "wake", "power"] as const;
export type DisplayAction = typeof DISPLAY_ACTIONS[number];

export type DisplayFlags = ClientOptions & OrderOptions & {
  readonly preset?: string;
  readonly yes?: true;
};

/** What was typed behind the display. */
export interface DisplayWish {
  readonly action: DisplayAction;
  /** The command line of `execute`; what `power` is to do. */
  readonly line: string | undefined;
}

/** Sends one command to one display, and follows it. */
export async function sendToDisplay(
  cli: CommandLine,
  typed: string,
  wish: DisplayWish,
  flags: DisplayFlags,
): Promise<number> {
  const { console, texts } = cli;
  refuseMisfit(typed, wish, cli);
  const timing = timingOf(flags, cli, usualDeadlineOf(wish.action));
  const api = cli.api(flags);
  const display = await findDisplay(api, typed, texts);
  const details = await detailsOf(api, wish, display.name, flags, cli);
  const command = await api.ask(Command, {
    method: "POST",
    path: `${displayPathOf(display)}/commands`,
    body: {
      action: wish.action,
      ...details,
      ...timing,
    },
    idempotencyKey: crypto.randomUUID(),
  });
  if (!flags.json) console.line(texts.accepted(command.id));
  if (flags.wait) return await followCommand(cli, api, command, timing.deadlineMs, flags);
  if (flags.json) console.json(command);
  return EXIT.ok;
}

function refuseMisfit(
  typed: string,
  { action, line }: DisplayWish,
  { texts }: CommandLine,
): void {
  if (action === "power") {
    if (line === undefined) throw usageFailure(texts.displays.powerWhat(visible(typed)));
    oneOf("power", line, POWER_ORDERS, texts);
    return;
  }
  if (action === "execute" && (line ?? "").trim() === "") {
    throw usageFailure(texts.commandLineMissing(visible(typed)));
  }
  if (action !== "execute" && line !== undefined) {
    throw usageFailure(texts.commandLineUnneeded(action));
  }
}

/** What an order has beside its time, once it is confirmed where that is asked for. */
async function detailsOf(
  api: ApiClient,
  { action, line }: DisplayWish,
  name: string,
  flags: DisplayFlags,
  cli: CommandLine,
): Promise<Readonly<Record<string, unknown>>> {
  switch (action) {
    case "power": {
      const what = oneOf("power", line ?? "", POWER_ORDERS, cli.texts);
      await confirmedPower(cli, what, name, flags.yes === true);
      return { what };
    }
    case "execute":
      return { command: line, ...await presetOf(api, flags.preset, cli) };
    case "stop":
      return await presetOf(api, flags.preset, cli);
    default:
      return {};
  }
}

/** A number goes as it is: a display may be told to stop what a deleted preset has left. */
async function presetOf(api: ApiClient, typed: string | undefined, { texts }: CommandLine) {
  if (typed === undefined) return {};
  if (/^[1-9]\d{0,14}$/.test(typed)) return { presetId: Number(typed) };
  return { presetId: (await findPreset(api, typed, texts)).id };
}

async function followCommand(
  cli: CommandLine,
  api: ApiClient,
  sent: Command,
  deadlineMs: number,
  flags: DisplayFlags,
): Promise<number> {
  const path = `/commands/${sent.id}`;
  const commands = await follow(cli, {
    commands: [sent],
    reread: async () => [await api.ask(Command.strip(), { path })],
    deadlineMs,
    silent: flags.json === true,
  });
  if (flags.json) cli.console.json(commands[0]);
  if (!commands.every(isOver)) {
    const look = `signalbox list commands --display ${sent.target.key}`;
    cli.console.warn(cli.texts.stillOpen(look));
  }
  return exitCodeFor(commands);
}
