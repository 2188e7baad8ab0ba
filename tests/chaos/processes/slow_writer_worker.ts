/** The thread that writes the database, on a disk as slow as the weather file of its URL's query says. */
import { BatchWriter } from "../../../adapters/sqlite/writer/batch_writer.ts";
import { answerOrders } from "../../../adapters/sqlite/writer/worker_endpoint.ts";
import type { WriterOrder } from "../../../adapters/sqlite/writer/writer_messages.ts";
import { readWeather } from "./weather_file.ts";

const weather = new URL(import.meta.url).searchParams.get("weather") ?? "";
const never = new Int32Array(new SharedArrayBuffer(4));
let writer: BatchWriter | undefined;

answerOrders<WriterOrder, void>((order) => {
  if (order.type === "open") {
    writer = new BatchWriter(order.path, order.maxBytes);
    return;
  }
  if (writer === undefined) throw new Error("the database is not open");
  if (order.type === "commit") {
    const { storeDelayMs } = readWeather(weather);
    if (storeDelayMs > 0) Atomics.wait(never, 0, 0, storeDelayMs);
    return writer.apply(order.batch);
  }
  writer.close();
  writer = undefined;
});
