import { usageFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `30s` → 30000. A plain number is refused: nobody knows whether it means seconds. */
export function parseDuration(flag: string, typed: string, texts: Texts): number {
  const [, count, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(typed) ?? [];
  const unitMs = UNITS_MS[unit ?? ""];
  if (count === undefined || unitMs === undefined) {
    throw usageFailure(`${flag}: ${texts.badValue(texts.rules.duration, JSON.stringify(typed))}`);
  }
  return Number(count) * unitMs;
}

/** As {@link parseDuration}, and from `least` to `most`, which are written the same way. */
export function parseDurationBetween(
  flag: string,
  typed: string,
  [least, most]: readonly [string, string],
  texts: Texts,
): number {
  const ms = parseDuration(flag, typed, texts);
  if (ms >= parseDuration(flag, least, texts) && ms <= parseDuration(flag, most, texts)) return ms;
  const rule = texts.rules.durationBetween(least, most);
  throw usageFailure(`${flag}: ${texts.badValue(rule, JSON.stringify(typed))}`);
}

/** What stands behind a count of each unit, with the blank between where there is one. */
export type DurationUnits = Readonly<Record<"s" | "m" | "h" | "d", string>>;

/** 2500 → `2.5 s`, `2.5초`; at most two figures matter to a reader. */
export function wordDuration(
  ms: number,
  { units }: { readonly units: DurationUnits } = { units: SHORT_UNITS },
): string {
  const { s, m, h, d } = units;
  if (ms < 60_000) return `${(Math.max(0, ms) / 1_000).toFixed(1)}${s}`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)}${m} ${Math.floor(ms / 1_000) % 60}${s}`;
  if (ms < 86_400_000) {
    return `${Math.floor(ms / 3_600_000)}${h} ${Math.floor(ms / 60_000) % 60}${m}`;
  }
  return `${Math.floor(ms / 86_400_000)}${d} ${Math.floor(ms / 3_600_000) % 24}${h}`;
}

/** As the International System writes them, and as durations are typed. */
export const SHORT_UNITS: DurationUnits = { s: " s", m: " m", h: " h", d: " d" };
