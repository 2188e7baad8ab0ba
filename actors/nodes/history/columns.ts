import type { Fold } from "./folding.ts";
import { type Point, syncCode } from "./point.ts";
import type { FIELDS } from "./record_fields.ts";

/** One value of every span, and of every reading if it has it. */
export interface Column {
  readonly name: ColumnName;
  readonly field: keyof typeof FIELDS;
  /** The same of a single reading; left out where least, mean and most are one. */
  readonly ofPoint?: (point: Point) => number | null;
  /** What becomes of several spans in one. */
  readonly fold: Fold;
}

/** What can be told of each span of a container's history. */
export type ColumnName =
  | "samples"
  | `${"cpuPercent" | "memoryBytes"}${"" | "Min" | "Max"}`
  | `${"received" | "sent" | "read" | "written"}Rate${"" | "Max"}`
  | "height"
  | "lag"
  | "peers"
  | "peersMin"
  | "dataBytes"
  /** As `syncCode` makes it. */
  | "syncState";

/** Readings behind a span: what it weighs in a mean. */
export const SAMPLES: Column = { name: "samples", field: "samples", fold: "sum" };

/** All columns, in the order in which they are answered. */
export const COLUMNS: readonly Column[] = [
  SAMPLES,
  { name: "cpuPercent", field: "cpuAvg", fold: "mean", ofPoint: (point) => point.cpuPercent },
  { name: "cpuPercentMin", field: "cpuMin", fold: "least" },
  { name: "cpuPercentMax", field: "cpuMax", fold: "most" },
  { name: "memoryBytes", field: "memoryAvg", fold: "mean", ofPoint: (point) => point.memoryBytes },
  { name: "memoryBytesMin", field: "memoryMin", fold: "least" },
  { name: "memoryBytesMax", field: "memoryMax", fold: "most" },
  {
    name: "receivedRate",
    field: "receivedAvg",
    fold: "mean",
    ofPoint: (point) => point.receivedRate,
  },
  { name: "receivedRateMax", field: "receivedMax", fold: "most" },
  { name: "sentRate", field: "sentAvg", fold: "mean", ofPoint: (point) => point.sentRate },
  { name: "sentRateMax", field: "sentMax", fold: "most" },
  { name: "readRate", field: "readAvg", fold: "mean", ofPoint: (point) => point.readRate },
  { name: "readRateMax", field: "readMax", fold: "most" },
  { name: "writtenRate", field: "writtenAvg", fold: "mean", ofPoint: (point) => point.writtenRate },
  { name: "writtenRateMax", field: "writtenMax", fold: "most" },
  { name: "height", field: "height", fold: "last", ofPoint: (point) => point.height },
  { name: "lag", field: "lag", fold: "most", ofPoint: (point) => point.lag },
  { name: "peers", field: "peersAvg", fold: "mean", ofPoint: (point) => point.peers },
  { name: "peersMin", field: "peersMin", fold: "least" },
  { name: "dataBytes", field: "dataBytes", fold: "last" },
  {
    name: "syncState",
    field: "syncState",
    fold: "most",
    ofPoint: (point) => syncCode(point.syncState),
  },
];
