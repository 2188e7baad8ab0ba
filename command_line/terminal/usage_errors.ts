import type { Command, CommanderError } from "commander";
import { didYouMean } from "./did_you_mean.ts";
import { type CommandFailure, usageFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "./visible.ts";

/**
 * Says in our words, and in the language of the texts, what commander found wrong with how `command` was typed.
 * Commander tells the word at fault in quotes, and nothing else that is not known here.
 */
export function wordUsageError(
  command: Command,
  error: CommanderError,
  texts: Texts,
): CommandFailure {
  const word = visible(/'([^']*)'/.exec(error.message)?.[1] ?? "");
  const typed = typedName(command).trimStart();
  // The console itself has no name, and `help` there.
  const nextStep = typed === "" ? texts.nodes.typeHelp : texts.usage.seeHelp(typed);
  return usageFailure(sentence(command, error, word, texts), nextStep);
}

function sentence(command: Command, error: CommanderError, word: string, texts: Texts): string {
  const { usage } = texts;
  switch (error.code) {
    case "commander.unknownCommand": {
      const known = command.commands.map((child) => child.name());
      return usage.unknownCommand(word) + suggestion(word, known, texts);
    }
    case "commander.unknownOption": {
      const known = command.options.flatMap(({ long }) => long ? [long] : []);
      return usage.unknownOption(word) + suggestion(word, known, texts);
    }
    case "commander.missingArgument":
      return usage.missingArgument(word);
    case "commander.optionMissingArgument":
      return usage.missingValue(word);
    case "commander.missingMandatoryOptionValue":
      return usage.missingOption(word);
    case "commander.excessArguments":
      return usage.tooManyArguments(command.registeredArguments.length, command.args.length);
    default:
      return visible(error.message.replace(/^error: /, ""));
  }
}

function suggestion(word: string, known: readonly string[], texts: Texts): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? "" : ` ${texts.didYouMean(meant)}`;
}

/** `signalbox preset run` */
function typedName(command: Command): string {
  const { parent } = command;
  return parent === null ? command.name() : `${typedName(parent)} ${command.name()}`;
}
