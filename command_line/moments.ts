import type { CommandLine } from "./command_line.ts";

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
