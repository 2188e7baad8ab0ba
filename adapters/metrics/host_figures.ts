import { LOAD_STATES } from "../../actors/load.ts";
import { type Figure, perItem, single } from "./figure.ts";

/** The process, its event loop and its database. Names without a prefix are those that Prometheus itself uses. */
export const HOST_FIGURES: readonly Figure[] = [
  {
    name: "signalbox_build_info",
    type: "gauge",
    help: "Always 1; its label says which version runs.",
    labels: ["version"],
    lines: ({ process }) => [[[process.version], 1]],
  },
  single(
    "gauge",
    "process_start_time_seconds",
    "When the process started.",
    ({ process }) => process.startedAt / 1_000,
  ),
  single(
    "gauge",
    "signalbox_uptime_seconds",
    "How long it has run.",
    ({ process }) => process.uptimeMs / 1_000,
  ),
  single(
    "counter",
    "process_cpu_seconds_total",
    "Processor time of all threads.",
    ({ process }) => process.cpuSeconds,
  ),
  single(
    "gauge",
    "process_resident_memory_bytes",
    "Memory of all threads.",
    ({ process }) => process.residentBytes,
  ),
  {
    name: "signalbox_memory_bytes",
    type: "gauge",
    help: "Memory of the main thread.",
    labels: ["part"],
    lines: ({ process: { heapUsedBytes, heapTotalBytes, externalBytes } }) => [
      [["heap_used"], heapUsedBytes],
      [["heap_total"], heapTotalBytes],
      [["external"], externalBytes],
    ],
  },
  {
    name: "signalbox_event_loop_delay_recent_seconds",
    type: "gauge",
    help: "How late the event loop was over the last minute.",
    labels: ["quantile"],
    lines: ({ loop }) =>
      loop === null ? [] : [
        [["0.5"], loop.p50Ms / 1_000],
        [["0.99"], loop.p99Ms / 1_000],
        [["1"], loop.maxMs / 1_000],
      ],
  },
  {
    name: "signalbox_load",
    type: "gauge",
    help: "1 for the state of the load that holds, 0 for the others.",
    labels: ["state"],
    lines: ({ load }) => LOAD_STATES.map((state) => [[state], state === load ? 1 : 0]),
  },
  single(
    "gauge",
    "signalbox_memory_ceiling_bytes",
    "Resident memory from which on nothing new is begun.",
    ({ memoryCeilingBytes }) => memoryCeilingBytes,
  ),
  single(
    "gauge",
    "signalbox_store_queue",
    "Writes that wait for the disk.",
    ({ store }) => store.queue,
  ),
  single(
    "gauge",
    "signalbox_database_bytes",
    "Size of the database's file.",
    ({ store }) => store.fileBytes,
  ),
  single(
    "gauge",
    "signalbox_database_log_bytes",
    "Size of its write-ahead log.",
    ({ store }) => store.logBytes,
  ),
  perItem("table", ({ store: { tables } }) => tables)(
    "gauge",
    "signalbox_table_bytes",
    "Size of a table with its indexes; measured when asked for, at most once an hour.",
    (bytes) => bytes,
  ),
  single(
    "gauge",
    "signalbox_tables_measured_timestamp_seconds",
    "When the tables were measured.",
    ({ store: { measuredAt } }) => measuredAt === null ? null : measuredAt / 1_000,
  ),
];
