/**
 * The one thread that writes. Its whole job: apply batches in the order in which they come, and answer each.
 *
 * @module
 */
import { BatchWriter } from "./batch_writer.ts";
import { answerOrders } from "./worker_endpoint.ts";
import type { WriterOrder } from "./writer_messages.ts";

let writer: BatchWriter | undefined;

answerOrders<WriterOrder, void>((order) => {
  if (order.type === "open") {
    writer = new BatchWriter(order.path, order.maxBytes);
    return;
  }
  if (writer === undefined) throw new Error("the database is not open");
  if (order.type === "commit") return writer.apply(order.batch);
  writer.close();
  writer = undefined;
});
