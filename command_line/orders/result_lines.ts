import { z } from "zod";
import type { Command } from "../../protocols/api/command.ts";
import { visible } from "../terminal/visible.ts";
import type { Texts } from "../texts/texts.ts";

/** What is to be done now, for example. */
const InBothLanguages = z.strictObject({ en: z.string(), ko: z.string() });
/** A tab is as wide as this; a real one would be a control character on somebody's screen. */
const TAB = "    ";

/**
 * What a member answered, as lines that are safe to print: a text as it is, a record as `name: value`. Nothing for
 * an answer that holds nothing. What the control host has added in both languages is in the reader's.
 */
export function resultLines(
  { result }: Pick<Command, "result">,
  { language }: Pick<Texts, "language">,
): readonly string[] {
  if (result === null) return [];
  const { output, ...others } = result;
  const text = typeof output === "string" ? textLines(output) : [];
  const rest = typeof output === "string" ? others : result;
  const records = Object.entries(rest).map(([name, value]) =>
    `${visible(name)}: ${visible(valueText(value, language))}`
  );
  return [...text, ...records];
}

function valueText(value: unknown, language: Texts["language"]): string {
  const read = InBothLanguages.safeParse(value);
  if (read.success) return read.data[language];
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The lines of a text, safe to print. Blanks at its end are no lines. */
export function textLines(text: string): readonly string[] {
  const trimmed = text.replace(/\s+$/, "");
  if (trimmed === "") return [];
  return trimmed.split(/\r?\n/).map((line) => visible(line.replaceAll("\t", TAB)));
}
