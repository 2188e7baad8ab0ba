/**
 * The charting thread: reads blocks from the database, and makes JSON of them.
 *
 * @module
 */
import { drawChart } from "../../adapters/http/answers/charts.ts";
import { readBlocks } from "../../adapters/sqlite/stores/history_store.ts";
import { Reader } from "../../adapters/sqlite/reader.ts";
import { answerOrders } from "../../adapters/sqlite/writer/worker_endpoint.ts";
import type { ChartThreadOrder } from "./chart_thread.ts";

let reader: Reader | undefined;

answerOrders<ChartThreadOrder, Uint8Array<ArrayBuffer>>((order) => {
  if (order.type === "open") {
    reader = new Reader(order.path);
    return new Uint8Array();
  }
  if (reader === undefined) throw new Error("the database is not open");
  const open = reader;
  if (order.type === "draw") {
    return drawChart({ blocks: (...range) => readBlocks(open, ...range) }, order);
  }
  open.close();
  reader = undefined;
  return new Uint8Array();
}, ({ buffer }) => [buffer]);
