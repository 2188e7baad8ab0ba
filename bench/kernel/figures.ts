import { quantile } from "../displays/statistics.ts";

/** What a figure counts. */
export type Unit =
  | "perSecond"
  | "microseconds"
  | "milliseconds"
  | "bytes"
  | "megabytes"
  | "percent";

const SUFFIX: Readonly<Record<Unit, string>> = {
  perSecond: "/s",
  microseconds: " µs",
  milliseconds: " ms",
  bytes: " B",
  megabytes: " MB",
  percent: " %",
};

/** The middle of some rounds, and how far they lie from it. */
export interface Summary {
  readonly median: number;
  /** Median distance from the median. One round that a busy machine spoilt does not move it. */
  readonly spread: number;
  readonly rounds: number;
}

/** Sums the rounds of one figure up. */
export function summarise(samples: readonly number[]): Summary {
  const median = middle(samples);
  const spread = middle(samples.map((sample) => Math.abs(sample - median)));
  return { median, spread, rounds: samples.length };
}

/** `17.3 M/s ±2 %`. */
export function summaryText({ median, spread }: Summary, unit: Unit): string {
  if (unit === "megabytes" || unit === "percent") return figureText(median, unit);
  const share = median === 0 ? 0 : Math.round(Math.abs(spread / median) * 100);
  return `${figureText(median, unit)} ±${share} %`;
}

/** `17.3 M/s`, `250 µs`. */
export function figureText(value: number, unit: Unit): string {
  const scaled = unit === "perSecond" ? scaledRate(value) : digits(value);
  return `${scaled}${SUFFIX[unit]}`;
}

function scaledRate(value: number): string {
  if (value >= 1e6) return `${digits(value / 1e6)} M`;
  return value >= 1e3 ? `${digits(value / 1e3)} k` : digits(value);
}

/** Three digits at least, and none behind the point that mean nothing. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en");
  const text = value.toFixed(size >= 10 ? 1 : 2);
  return text === "-0.00" ? "0.00" : text;
}

function middle(samples: readonly number[]): number {
  return quantile([...samples].sort((a, b) => a - b), 0.5);
}
