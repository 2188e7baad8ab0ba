import type { Command as CliCommand } from "commander";
import { Command } from "../../protocols/api/command.ts";
import type { ApiClient } from "../api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { findDisplay, findPreset } from "../find.ts";
import { exitCodeFor, follow } from "../follow.ts";
import { isOver } from "../../protocols/api/command.ts";
import { type OrderOptions, orderOptions, timingOf } from "../order_options.ts";
import { oneOf } from "../typed_values.ts";
import { visible } from "../visible.ts";

type Options = ClientOptions & OrderOptions & { readonly preset?: string };

const ACTIONS = ["execute", "stop", "check"] as const;
type Action = typeof ACTIONS[number];

/** `send` */
export function addSend(program: CliCommand, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts;
  const command = program.command("send").description(about.send)
    .argument("<display>", named.display)
    .argument("<action>", named.action)
    .argument("[command-line]", named.commandLine)
    .option("--preset <preset>", options.presetOf);
  orderOptions(command, cli);
  cli.clientOptions(command);
  cli.examples(
    command,
    'send Display_01 execute "sleep 600"',
    "send Display_01 stop --preset 1",
    "send Display_01 check --deadline 10s",
  );
  command.action(
    cli.action((display: string, action: string, line: string | undefined, flags: Options) =>
      send(cli, display, { action: oneOf("<action>", action, ACTIONS, cli.texts), line }, flags)
    ),
  );
}

interface Wish {
  readonly action: Action;
  readonly line: string | undefined;
}

async function send(cli: CommandLine, typed: string, wish: Wish, flags: Options): Promise<number> {
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

function refuseMisfit(typed: string, { action, line }: Wish, { texts }: CommandLine): void {
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
  flags: Options,
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
