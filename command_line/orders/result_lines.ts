import type { Command } from "../../protocols/api/command.ts";
import { visible } from "../terminal/visible.ts";

/** A tab is as wide as this; a real one would be a control character on somebody's screen. */
const TAB = "    ";

/**
 * What a member answered, as lines that are safe to print: a text as it is, a record as `name: value`. Nothing for
 * an answer that holds nothing.
 */
export function resultLines({ result }: Pick<Command, "result">): readonly string[] {
  if (result === null) return [];
  const { output, ...others } = result;
  const text = typeof output === "string" ? textLines(output) : [];
  const rest = typeof output === "string" ? others : result;
  const records = Object.entries(rest).map(([name, value]) =>
    `${visible(name)}: ${visible(typeof value === "string" ? value : JSON.stringify(value))}`
  );
  return [...text, ...records];
}

/** The lines of a text, safe to print. Blanks at its end are no lines. */
export function textLines(text: string): readonly string[] {
  const trimmed = text.replace(/\s+$/, "");
  if (trimmed === "") return [];
  return trimmed.split(/\r?\n/).map((line) => visible(line.replaceAll("\t", TAB)));
}
