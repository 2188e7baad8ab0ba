import { type ColumnName, COLUMNS } from "../../actors/nodes/history/columns.ts";
import type { HistoryTable } from "../../actors/nodes/history/history_table.ts";
import { SYNC_WORDS } from "../../actors/nodes/history/point.ts";
import type { HistoryRange } from "./history_range.ts";
import { JsonBytes } from "./json_bytes.ts";
import { isoTime } from "./times.ts";

/** Three or four columns of a week: a millisecond's work, after which others have their turns. */
const PIECE_BYTES = 256 * 1024;

const NOTHING = new Float64Array();

/**
 * A part of a container's history as the JSON of the API's `ContainerHistory`, in pieces: a week of minutes is 1.5 MB.
 * A column that was not asked for, or does not exist for single readings, is empty.
 */
export function* historyBody(
  table: HistoryTable,
  { resolution, from, to }: HistoryRange,
  wanted: ReadonlySet<ColumnName>,
): Generator<Uint8Array<ArrayBuffer>, void> {
  const { spans, spanMs } = table;
  const head = { resolution, from: isoTime(from), to: isoTime(to), spanMs };
  const json = new JsonBytes();
  json.text(JSON.stringify(head).slice(0, -1));
  json.text(',"at":');
  json.numbers(spans.map((span) => span * spanMs));
  for (const column of COLUMNS) {
    const values = wanted.has(column.name) ? table.column(column) : undefined;
    json.text(`,"${column.name}":`);
    if (column.name === "syncState") json.words(values ?? NOTHING, SYNC_WORDS);
    else json.numbers(values ?? NOTHING);
    if (json.length >= PIECE_BYTES) yield json.take();
  }
  json.text("}");
  yield json.take();
}
