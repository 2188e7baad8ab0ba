import type { Texts } from "../texts/texts.ts";
import { didYouMean } from "./did_you_mean.ts";
import { usageFailure } from "../failure.ts";
import { visible } from "./visible.ts";

/** Collects an option that may be given several times. */
export function repeated(typed: string, before: readonly string[] = []): readonly string[] {
  return [...before, typed];
}

/** One of the words that a flag knows. */
export function oneOf<const T extends string>(
  flag: string,
  typed: string,
  choices: readonly T[],
  texts: Texts,
): T {
  const found = choices.find((choice) => choice === typed);
  if (found !== undefined) return found;
  const meant = didYouMean(typed, choices);
  const hint = meant === undefined ? "" : ` ${texts.didYouMean(meant)}`;
  throw usageFailure(
    `${flag}: ${texts.badValue(texts.rules.oneOf(choices), quoted(typed))}${hint}`,
  );
}

/** A whole number from `least` to `most`. */
export function wholeNumber(
  flag: string,
  typed: string,
  [least, most]: readonly [number, number],
  texts: Texts,
): number {
  const value = /^\d{1,15}$/.test(typed) ? Number(typed) : NaN;
  if (value >= least && value <= most) return value;
  const rule = texts.rules.wholeNumber(least, most);
  throw usageFailure(`${flag}: ${texts.badValue(rule, quoted(typed))}`);
}

function quoted(typed: string): string {
  return JSON.stringify(visible(typed).slice(0, 80));
}
