import type { RecordOrder } from "./events.ts";

const ORDERS: ReadonlyMap<string, RecordOrder> = new Map([
  ["start", "start"],
  ["true", "start"],
  ["recording_start", "start"],
  ["stop", "stop"],
  ["false", "stop"],
  ["recording_stop", "stop"],
]);

/** What a word on a record topic orders (fielded viewers V2 and V3); letter case does not count. */
export function readRecordOrder(word: string): RecordOrder | undefined {
  return ORDERS.get(word.toLowerCase());
}
