import Table from "cli-table3";
import type { Latency } from "./api.ts";

/** One line of the report. */
export interface Figure {
  readonly arm: string;
  readonly figure: string;
  /** The same of the peer, where there is one. */
  readonly peer?: string;
  /** Ours to the peer's. */
  readonly ratio?: number;
  readonly target?: string;
  readonly met?: boolean;
  /** What else was seen, to judge the figure by. */
  readonly remark?: string;
}

/** The report as a table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const table = new Table({
    head: ["arm", "control host", "peer", "ratio", "target", "met", "remark"],
    style: { head: [], border: [], compact: true },
  });
  for (const { arm, figure, peer, ratio, target, met, remark } of figures) {
    const verdict = met === undefined ? "" : met ? "yes" : "NO";
    table.push([
      arm,
      figure,
      peer ?? "",
      ratio?.toFixed(2) ?? "",
      target ?? "",
      verdict,
      remark ?? "",
    ]);
  }
  return table.toString();
}

/** The longest that the slowest hundredth of API requests may take under load. */
const MAX_P99_MS = 50;

/** The line for API requests made beside a load. */
export function latencyFigure(beside: string, { count, p50, p99, slowest }: Latency): Figure {
  return {
    arm: `API p99 beside ${beside}`,
    figure: milliseconds(p99),
    target: `<= ${MAX_P99_MS} ms`,
    met: p99 <= MAX_P99_MS,
    remark: `${count} requests, p50 ${milliseconds(p50)}, slowest ${milliseconds(slowest)}`,
  };
}

/** `1234.5` → `1,235`. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

/** A share of a CPU, `0.5` → `50 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
