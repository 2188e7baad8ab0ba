import { Command, CommanderError, type Help } from "commander";
import { CommandLine } from "./command_line.ts";
import { addConfig } from "./commands/config.ts";
import { addGroup } from "./commands/group.ts";
import { addList } from "./commands/list.ts";
import { addPreset } from "./commands/preset.ts";
import { addSend } from "./commands/send.ts";
import { addStart } from "./commands/start.ts";
import { addToken } from "./commands/token.ts";
import { widthOf } from "./console.ts";
import { CommandFailure, EXIT } from "./failure.ts";
import type { CommandLineHost } from "./host.ts";
import type { Texts } from "./texts.ts";
import { wordUsageError } from "./usage_errors.ts";
import { visible } from "./visible.ts";

/**
 * Does what was typed behind `signalbox`, and answers the exit code: 0 done, 1 not done, 2 typed or configured
 * in a way that cannot be understood. Never throws, never ends the process, prints through `host` only.
 *
 * @example
 * const code = await runCommandLine(["list", "displays"], host);
 */
export async function runCommandLine(
  args: readonly string[],
  host: CommandLineHost,
): Promise<number> {
  const cli = new CommandLine(host);
  const program = buildProgram(cli);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    return cli.exitCode;
  } catch (error) {
    return report(error, cli);
  }
}

function buildProgram(cli: CommandLine): Command {
  const { host, texts } = cli;
  const program = new Command("signalbox")
    .description(texts.about.program)
    .version(host.version, "-V, --version", texts.options.version)
    .helpOption("-h, --help", texts.options.help)
    .configureHelp({ displayWidth: widthOf, styleTitle: titlesOf(texts) })
    .configureOutput({
      writeOut: (text) => host.out(text),
      writeErr: (text) => host.err(text),
      getOutHelpWidth: () => host.columns,
      getErrHelpWidth: () => host.columns,
      getOutHasColors: () => host.terminal,
      getErrHasColors: () => host.terminal,
      outputError: () => {},
    });
  const commands = [addStart, addPreset, addGroup, addSend, addList, addToken, addConfig];
  for (const add of commands) add(program, cli);
  program.helpCommand("help [command]", texts.about.help);
  cli.examples(program, "start", "list displays", "preset run Morning", "preset run --help");
  wordErrors(program, texts);
  return program;
}

/** Commander's own titles, in the language of the texts. */
function titlesOf({ headings }: Texts): Help["styleTitle"] {
  const titles: Readonly<Record<string, string>> = {
    "Usage:": headings.usage,
    "Arguments:": headings.arguments,
    "Options:": headings.options,
    "Commands:": headings.commands,
  };
  return (title) => titles[title] ?? title;
}

/** Each command by itself, because an error of commander does not say where it happened. */
function wordErrors(command: Command, texts: Texts): void {
  if (command.parent !== null) command.helpCommand(false);
  command.exitOverride((error) => {
    const asked = error.exitCode === 0 || error.code === "commander.help";
    throw asked ? error : wordUsageError(command, error, texts);
  });
  for (const child of command.commands) wordErrors(child, texts);
}

function report(error: unknown, { console, texts }: CommandLine): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandFailure) {
    console.warn(error.message);
    if (error.nextStep !== undefined) console.warn(error.nextStep);
    return error.exitCode;
  }
  const reason = error instanceof Error ? error.message : String(error);
  console.warn(texts.unexpected(visible(reason)));
  return EXIT.failure;
}
