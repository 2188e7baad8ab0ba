import type { CommandLine } from "../command_line.ts";
import { wordDuration } from "../terminal/durations.ts";
import { EXIT } from "../failure.ts";
import { wholeNumber } from "../terminal/typed_values.ts";

/** As many as a person may scroll through, and memory holds without a thought. */
const MOST_LISTED = 10_000;

/** What was found, and how to show one row of it. */
export interface Listing<T> {
  /** For "no … yet": displays, presets, … */
  readonly kind: string;
  readonly items: readonly T[];
  /** What was asked for: where any of it was given, an empty list tells nothing about the rest. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** Set when `limit` has cut the list short. */
  readonly cutAt?: number | undefined;
  readonly heads: readonly string[];
  /** The column to leave out of a narrow terminal. */
  readonly spare?: number;
  /** How many columns at the front keep their width in a narrow terminal. */
  readonly rigid?: number;
  row(item: T): readonly string[];
}

/** Prints a list as JSON or as a table, and says when it is not all there is. */
export function printListing<T>(
  { console, texts }: CommandLine,
  { kind, items, query = {}, cutAt, heads, spare, rigid = 0, row }: Listing<T>,
  json: boolean,
): number {
  if (json) console.json(items);
  else if (items.length === 0) {
    const narrowed = Object.values(query).some((given) => given !== undefined);
    console.line(narrowed ? texts.nothingLikeThat(kind) : texts.nothingThere(kind));
  } else console.table(heads, items.map(row), { spare, rigid });
  if (cutAt !== undefined) console.warn(texts.moreThere(cutAt));
  return EXIT.ok;
}

/** The number behind `--limit`. */
export function limitOf(typed: string, { texts }: CommandLine): number {
  return wholeNumber("--limit", typed, [1, MOST_LISTED], texts);
}

/** `3.2 s ago`; `never` for null. Takes what the API and what the host's own store give. */
export function ago(time: string | number | null, { clock, texts }: CommandLine): string {
  if (time === null) return texts.never;
  return texts.ago(wordDuration(clock.now() - new Date(time).getTime(), texts));
}

/** `2026-03-01 09:30` in UTC, for what lies ahead. */
export function day(time: string | number | null): string {
  return time === null ? "-" : `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
