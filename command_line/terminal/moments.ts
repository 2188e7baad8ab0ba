import type { CommandLine } from "../command_line.ts";

/**
 * A moment that lies ahead or behind, as the clock on this machine's wall shows it: `2030-01-08 04:00 Asia/Seoul`.
 * Unambiguous, and the same in both languages.
 */
export function localTime(
  time: string | null,
  { timeZone }: Pick<CommandLine, "timeZone">,
): string {
  if (time === null) return "-";
  // Swedish dates are ISO's.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return `${format.format(new Date(time))} ${timeZone}`;
}

/** A moment behind, to the second: `2030-01-08 04:00:12`. The zone stands elsewhere, as above a column of them. */
export function secondsTime(time: string, { timeZone }: Pick<CommandLine, "timeZone">): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(new Date(time));
}

/** A moment of a clock that tells its zone, or of one in `timeZone`; an hour that there is twice is the first. Epoch ms. */
export function momentIn(time: string, timeZone: string): number {
  if (/[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(time)) {
    return Temporal.Instant.from(time).epochMilliseconds;
  }
  return Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * A date or a moment as it is typed, in ISO form; without a zone it is meant as {@link localTime} shows it, and a date
 * alone is the midnight with which it begins. Undefined: it is none. Epoch ms.
 */
export function readMoment(
  typed: string,
  { timeZone }: Pick<CommandLine, "timeZone">,
): number | undefined {
  try {
    return momentIn(typed.trim(), timeZone);
  } catch {
    return undefined;
  }
}
