import type { Console } from "../terminal/console.ts";
import { wordDuration } from "../terminal/durations.ts";
import { visible } from "../terminal/visible.ts";

/** Redrawing more rows than a screen has would scroll instead. */
const MAX_REDRAWN = 40;

/** How far something has come, as it is shown. */
export interface ProgressRow {
  readonly id: string;
  readonly target: string;
  readonly state: string;
  readonly elapsedMs: number;
  /** What `elapsedMs` may grow to; undefined when it is over, or when nobody knows. */
  readonly deadlineMs?: number | undefined;
  readonly reason: string | null;
}

/** Shows rows again and again as they change. */
export interface ProgressView {
  show(rows: readonly ProgressRow[]): void;
}

/** A table that is redrawn in place on a terminal; elsewhere a line for each change of state. */
export function progressView(console: Console, rows: number): ProgressView {
  return console.terminal && rows <= MAX_REDRAWN ? redrawnTable(console) : changedLines(console);
}

function redrawnTable(console: Console): ProgressView {
  let height = 0;
  const { target, state, elapsed, reason } = console.texts.columns;
  return {
    show(rows) {
      const cells = rows.map((row) => cellsOf(console, row, deadlineOf(row, console)));
      const text = console.tableText([target, state, elapsed, reason], cells);
      const up = height === 0 ? "" : `\u001b[${height}A\u001b[J`;
      height = text.split("\n").length;
      console.raw(`${up}${text}\n`);
    },
  };
}

function changedLines(console: Console): ProgressView {
  const shown = new Map<string, string>();
  return {
    show(rows) {
      for (const row of rows) {
        if (shown.get(row.id) === row.state) continue;
        shown.set(row.id, row.state);
        console.line(cellsOf(console, row, "").join("  ").trimEnd());
      }
    },
  };
}

function deadlineOf({ deadlineMs }: ProgressRow, { texts }: Console): string {
  return deadlineMs === undefined ? "" : ` / ${wordDuration(deadlineMs, texts)}`;
}

function cellsOf(console: Console, row: ProgressRow, deadline: string): string[] {
  return [
    visible(row.target),
    console.state(row.state, "command"),
    `${wordDuration(row.elapsedMs, console.texts)}${deadline}`,
    console.sentence(row.reason ?? ""),
  ];
}
