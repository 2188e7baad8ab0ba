import { type ColumnName, COLUMNS } from "../../../actors/nodes/history/columns.ts";
import { type HistoryTable, thinned } from "../../../actors/nodes/history/history_table.ts";
import { SYNC_WORDS } from "../../../actors/nodes/history/point.ts";
import type { HistoryRange } from "../requests/history_range.ts";
import { JsonBytes } from "../answers/json_bytes.ts";
import { isoTime } from "./times.ts";

/** What somebody wants of a history: by default all columns, and each span by itself. */
export interface HistoryWishes {
  readonly points?: number | undefined;
  readonly columns?: readonly ColumnName[] | undefined;
}

const NONE = new Float64Array();

/**
 * A part of a container's history as JSON of the API's `ContainerHistory`. A column that was not asked for, or does
 * not exist for single readings, is empty.
 */
export function historyBody(
  whole: HistoryTable,
  { resolution, from, to }: HistoryRange,
  { points, columns }: HistoryWishes,
): Uint8Array<ArrayBuffer> {
  const table = points === undefined ? whole : thinned(whole, points);
  const { spanMs, spans } = table;
  const head = { resolution, from: isoTime(from), to: isoTime(to), spanMs };
  const json = new JsonBytes();
  json.text(`${JSON.stringify(head).slice(0, -1)},"at":`);
  json.numbers(spans.map((span) => span * spanMs));
  for (const column of COLUMNS) {
    const isWanted = columns === undefined || columns.includes(column.name);
    const values = isWanted ? table.column(column) : undefined;
    json.text(`,"${column.name}":`);
    if (column.name === "syncState") json.words(values ?? NONE, SYNC_WORDS);
    else json.numbers(values ?? NONE);
  }
  json.text("}");
  return json.bytes();
}
