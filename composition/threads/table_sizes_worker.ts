/**
 * The measuring thread: walks the database once, and says how large each table is.
 *
 * @module
 */
import { Reader } from "../../adapters/sqlite/reader.ts";
import { measureTables, type TableSize } from "../../adapters/sqlite/table_sizes.ts";
import { answerOrders } from "../../adapters/sqlite/writer/worker_endpoint.ts";
import type { MeasuringOrder } from "./table_sizes.ts";

let reader: Reader | undefined;

answerOrders<MeasuringOrder, readonly TableSize[]>((order) => {
  if (order.type === "open") {
    reader = new Reader(order.path);
    return [];
  }
  if (order.type === "measure" && reader) return measureTables(reader);
  reader?.close();
  reader = undefined;
  return [];
});
