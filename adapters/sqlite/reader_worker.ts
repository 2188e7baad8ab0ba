/**
 * The thread for long readings. Its whole job: run queries in the order in which they come, and answer each.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import type { ReaderOrder } from "./background_reader.ts";
import { openForReading } from "./connection.ts";
import { answerOrders } from "./worker_endpoint.ts";

let database: DatabaseSync | undefined;

answerOrders<ReaderOrder, readonly unknown[]>((order) => {
  if (order.type === "open") {
    database = openForReading(order.path);
    return [];
  }
  if (database === undefined) throw new Error("the database is not open");
  // Prepared anew each time: some microseconds, beside a reading of milliseconds.
  if (order.type === "read") return database.prepare(order.sql).all(...order.params);
  database.close();
  database = undefined;
  return [];
});
