import { type Column, SAMPLES } from "./columns.ts";
import { foldGroups, type Grouping } from "./folding.ts";
import type { PackedSpans } from "./packed_spans.ts";
import type { Point } from "./point.ts";
import { FIELDS, readColumn } from "./record_fields.ts";

const SECOND_MS = 1_000;

/** A part of a container's history, of which columns can be read one by one. */
export interface HistoryTable {
  readonly spanMs: number;
  /** Spans since 1970, ascending. */
  readonly spans: Float64Array;
  /** Values of all spans, NaN where there is none; undefined when single readings have no such column. */
  column(column: Column): Float64Array | undefined;
}

/** Single readings. */
export function tableOfPoints(points: readonly Point[]): HistoryTable {
  return {
    spanMs: SECOND_MS,
    spans: Float64Array.from(points, ({ at }) => at / SECOND_MS),
    column: ({ ofPoint }) => ofPoint && Float64Array.from(points, (point) => ofPoint(point) ?? NaN),
  };
}

/** Minutes or hours, `spanMs` each. */
export function tableOfSpans({ spans, offsets, bytes }: PackedSpans, spanMs: number): HistoryTable {
  return {
    spanMs,
    spans: new Float64Array(spans),
    column: ({ field }) => readColumn(bytes, offsets, FIELDS[field]),
  };
}

/**
 * The same in at most `points` longer spans. They begin at multiples of their length, so that a chart that is read
 * again shows the same ones, and the part is cut the same way whoever asks.
 */
export function thinned(table: HistoryTable, points: number): HistoryTable {
  const { spans, spanMs } = table;
  const width = widthFor(spans, points);
  if (width === 1) return table;
  const starts = startsOf(spans, width);
  const grouping: Grouping = { starts, weights: weightsOf(table) };
  return {
    spanMs: spanMs * width,
    spans: Float64Array.from(starts.subarray(0, -1), (at) => Math.floor((spans[at] ?? 0) / width)),
    column(column) {
      const values = table.column(column);
      return values && foldGroups(values, grouping, column.fold);
    },
  };
}

/** How many spans become one. */
function widthFor(spans: Float64Array, points: number): number {
  const [first = 0, last = 0] = [spans[0], spans.at(-1)];
  const countOf = (width: number) => Math.floor(last / width) - Math.floor(first / width) + 1;
  let width = Math.max(1, Math.ceil((last - first + 1) / points));
  // The first and the last may be cut off, so that there is one more.
  while (countOf(width) > points) width++;
  return width;
}

function startsOf(spans: Float64Array, width: number): Int32Array {
  const starts: number[] = [];
  let group = NaN;
  spans.forEach((span, at) => {
    if (Math.floor(span / width) === group) return;
    group = Math.floor(span / width);
    starts.push(at);
  });
  return Int32Array.from([...starts, spans.length]);
}

function weightsOf(table: HistoryTable): Float64Array {
  return table.column(SAMPLES) ?? new Float64Array(table.spans.length).fill(1);
}
