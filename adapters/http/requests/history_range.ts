import type { z } from "zod";
import { type ContainerHistoryQuery, longestSpanMs } from "../../../protocols/api/container.ts";
import { ProblemError } from "../answers/problems.ts";

/** A part of a history, in epoch milliseconds; `to` is not part of it. */
export interface HistoryRange {
  readonly resolution: "second" | "minute" | "hour";
  readonly from: number;
  readonly to: number;
}

/** Seven days ago is a little longer ago once the request is here, and by the caller's clock. */
const ON_THE_WAY_MS = 60_000;
const TEN_MINUTES_MS = 600_000;
const DAY_MS = 86_400_000;

/**
 * What a query means: until now, and ten minutes, unless it says otherwise; in the finest resolution that is kept for
 * that long and fits into one answer.
 */
export function historyRange(
  query: z.infer<typeof ContainerHistoryQuery>,
  now: number,
): HistoryRange {
  const to = query.to === undefined ? now : Date.parse(query.to);
  const from = query.from === undefined ? to - TEN_MINUTES_MS : Date.parse(query.from);
  if (from >= to) throw invalidRange("from", "must be before to");
  const resolution = query.resolution ?? finest(from, to, now);
  const mostMs = longestSpanMs(resolution);
  if (to - from > mostMs + ON_THE_WAY_MS) {
    const days = Math.floor(mostMs / DAY_MS * 10) / 10;
    throw invalidRange("from", `${resolution}s are answered for at most ${days} days at a time`);
  }
  return { resolution, from: Math.max(from, to - mostMs), to };
}

function finest(from: number, to: number, now: number): HistoryRange["resolution"] {
  if (from >= now - TEN_MINUTES_MS - 1_000) return "second";
  return to - from <= longestSpanMs("minute") + ON_THE_WAY_MS &&
      from >= now - 7 * DAY_MS - ON_THE_WAY_MS
    ? "minute"
    : "hour";
}

function invalidRange(field: string, detail: string): ProblemError {
  return new ProblemError({ code: "invalid", field, detail: `${field}: ${detail}` });
}
