import { Command, CommanderError, Help } from "commander";
import type { CommandLine } from "./command_line.ts";
import { widthOf } from "./terminal/console.ts";
import { CommandFailure, EXIT } from "./failure.ts";
import type { Texts } from "./texts/texts.ts";
import { wordUsageError } from "./terminal/usage_errors.ts";
import { visible } from "./terminal/visible.ts";

/** Adds a command, with everything below it, to a program. */
export type AddCommand = (program: Command, cli: CommandLine) => void;

/** A program without commands: prints through the host, in our words and our language. */
export function commandProgram(name: string, { host, texts }: CommandLine): Command {
  return new Command(name)
    .helpOption("-h, --help", texts.options.help)
    .configureHelp({
      displayWidth: widthOf,
      styleTitle: titlesOf(texts),
      // The console's program has a blank for a name.
      commandUsage: (command) => new Help().commandUsage(command).trimStart(),
    })
    .configureOutput({
      writeOut: (text) => host.out(text),
      writeErr: (text) => host.err(text),
      getOutHelpWidth: () => host.columns,
      getErrHelpWidth: () => host.columns,
      getOutHasColors: () => host.terminal,
      getErrHasColors: () => host.terminal,
      outputError: () => {},
    });
}

/** Does what was typed, and answers the exit code. Never throws; call it once for a program, when it is complete. */
export async function runProgram(
  program: Command,
  args: readonly string[],
  cli: CommandLine,
): Promise<number> {
  wordErrors(program, cli.texts);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    return cli.exitCode;
  } catch (error) {
    return report(error, cli);
  }
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
