import type { LogEvent } from "../../../protocols/api/command_output.ts";

/** One line of a log as it is shown; a divider stands where the container or its host was away. */
export interface LogLine {
  /** Counts up, so that a line keeps its place on the screen. */
  readonly nth: number;
  readonly text: string;
  readonly divider: boolean;
}

/** More would make the page slow; a download has what the page has. */
const MOST_LINES = 5_000;

/** Adds what a message brings; the oldest lines are let go. Messages that bring no line leave it as it is. */
export function withMessage(lines: readonly LogLine[], message: LogEvent): readonly LogLine[] {
  let nth = (lines.at(-1)?.nth ?? 0) + 1;
  if (message.type === "lines") {
    const more = message.lines.map((text) => ({ nth: nth++, text, divider: false }));
    return [...lines, ...more].slice(-MOST_LINES);
  }
  if (message.type !== "divider") return lines;
  return [...lines, { nth, text: message.text, divider: true }].slice(-MOST_LINES);
}

/** Lines that have a text, letter case aside; dividers stay, for they say why lines are missing. */
export function matchingLines(lines: readonly LogLine[], filter: string): readonly LogLine[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return lines;
  return lines.filter(({ text, divider }) => divider || text.toLowerCase().includes(wanted));
}
