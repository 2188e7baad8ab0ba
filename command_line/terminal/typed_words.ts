import type { Command } from "commander";
import type { CommandLine } from "../command_line.ts";

/**
 * Lets words behind the arguments begin with a dash, as those of `exec df -h` do. Options that the command knows
 * are still options wherever they stand; a `--` makes all that follows words. Help is `--help` only, as `-h` is
 * an option of half the programs that people run.
 */
export function takeAnyWords(command: Command, { texts }: CommandLine): void {
  command.allowUnknownOption().helpOption("--help", texts.options.help);
}

/** Where no word may begin with a dash, one that does is a mistyped option. Throws as commander does. */
export function refuseOptions(command: Command, words: readonly string[]): void {
  const option = words.find((word) => word.startsWith("-"));
  if (option === undefined) return;
  command.error(`error: unknown option '${option}'`, { code: "commander.unknownOption" });
}
