import { Command, isOver } from "../../protocols/api/command.ts";
import type { ApiClient } from "../api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { findDisplay, findPreset } from "../find.ts";
import { exitCodeFor, follow } from "../follow.ts";
import { type OrderOptions, timingOf } from "../order_options.ts";
import { visible } from "../visible.ts";

/** What a display can be told. */
export const DISPLAY_ACTIONS = ["execute", "stop", "check"] as const;
export type DisplayAction = typeof DISPLAY_ACTIONS[number];

export type DisplayFlags = ClientOptions & OrderOptions & { readonly preset?: string };

/** What was typed behind the display. */
export interface DisplayWish {
  readonly action: DisplayAction;
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
  const timing = timingOf(flags, cli);
  const api = cli.api(flags);
  const display = await findDisplay(api, typed, texts);
  const preset = wish.action === "check" ? {} : await presetOf(api, flags.preset, cli);
  const command = await api.ask(Command, {
    method: "POST",
    path: `/displays/${display.id}/commands`,
    body: {
      action: wish.action,
      ...(wish.line === undefined ? {} : { command: wish.line }),
      ...preset,
      ...timing,
    },
    idempotencyKey: crypto.randomUUID(),
  });
  if (!flags.json) console.line(texts.accepted(command.id));
  if (flags.wait) return await followCommand(cli, api, command, timing.deadlineMs, flags);
  if (flags.json) console.json(command);
  return EXIT.ok;
}

function refuseMisfit(typed: string, { action, line }: DisplayWish, { texts }: CommandLine): void {
  if (action === "execute" && (line ?? "").trim() === "") {
    throw usageFailure(texts.commandLineMissing(visible(typed)));
  }
  if (action !== "execute" && line !== undefined) {
    throw usageFailure(texts.commandLineUnneeded(action));
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
