import { tableOfSpans } from "../../../actors/nodes/history/history_table.ts";
import { readSpans, type SpansPlan } from "../../../actors/nodes/history/reading.ts";
import { type HistoryStore, SPAN_MS } from "../../../actors/nodes/history/store.ts";
import { historyBody, type HistoryWishes } from "../bodies/history.ts";
import type { HistoryRange } from "../requests/history_range.ts";

/** What is to be drawn. Plain data, for the way to another thread. */
export interface ChartOrder {
  readonly plan: SpansPlan;
  readonly range: HistoryRange;
  readonly wishes: HistoryWishes;
}

/** Whoever reads histories of any length without holding up the fleet. */
export interface Charts {
  /** The JSON of a `ContainerHistory`. Rejects with a `StorageError`. */
  draw(order: ChartOrder): Promise<Uint8Array<ArrayBuffer>>;
}

/** Draws a chart here and now: a week of minutes takes some 10 ms, and 1.5 MB. */
export function drawChart(
  store: Pick<HistoryStore, "blocks">,
  { plan, range, wishes }: ChartOrder,
): Uint8Array<ArrayBuffer> {
  const table = tableOfSpans(readSpans(store, plan), SPAN_MS[plan.resolution]);
  return historyBody(table, range, wishes);
}
