import { type Column, type ColumnName, COLUMNS } from "../../actors/nodes/history/columns.ts";
import { type HistoryTable, thinned } from "../../actors/nodes/history/history_table.ts";
import { syncOf } from "../../actors/nodes/history/point.ts";
import type { ContainerHistory } from "../../protocols/api/container.ts";
import type { HistoryRange } from "./history_range.ts";
import { isoTime } from "./times.ts";

/** What somebody wants of a history: by default all columns, and each span by itself. */
export interface HistoryWishes {
  readonly points?: number | undefined;
  readonly columns?: readonly ColumnName[] | undefined;
}

/**
 * A part of a container's history as columns. One that was not asked for, or does not exist for single readings, is
 * empty.
 */
export function historyBody(
  whole: HistoryTable,
  { resolution, from, to }: HistoryRange,
  { points, columns }: HistoryWishes,
): ContainerHistory {
  const table = points === undefined ? whole : thinned(whole, points);
  const { spanMs, spans } = table;
  const shown = COLUMNS.map((column): [ColumnName, readonly unknown[]] => {
    const values = columns?.includes(column.name) === false ? undefined : table.column(column);
    return [column.name, values === undefined ? [] : shownValues(column, values)];
  });
  return {
    resolution,
    from: isoTime(from),
    to: isoTime(to),
    spanMs,
    at: listOf(spans, (span) => span * spanMs),
    // Every name has its list: `COLUMNS` holds each of them.
    ...Object.fromEntries(shown) as Pick<ContainerHistory, ColumnName>,
  };
}

function shownValues({ name }: Column, values: Float64Array): readonly unknown[] {
  return name === "syncState" ? listOf(values, syncOf) : listOf(values, rounded);
}

/** What `Array.from` does with a function, in an eighth of its time: a week has 200,000 values. */
function listOf<T>(values: Float64Array, of: (value: number) => T): T[] {
  const list = new Array<T>(values.length);
  for (let at = 0; at < list.length; at++) list[at] = of(values[at] ?? NaN);
  return list;
}

/** Small quantities keep two decimals, large ones none: what is packed is not that exact. */
function rounded(value: number): number | null {
  if (Number.isNaN(value)) return null;
  return value < 1_000 ? Math.round(value * 100) / 100 : Math.round(value);
}
