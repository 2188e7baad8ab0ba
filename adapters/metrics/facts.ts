import type { KindMetrics } from "../../actors/kernel/mod.ts";
import type { LoadState } from "../../actors/load.ts";
import type { MemberCount } from "../../actors/presence/messages.ts";
import type { PortCounts } from "../port_traffic.ts";
import type { CommandCounts } from "./command_tally.ts";

/** How late the event loop was over the last minute, in milliseconds. */
export interface LoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How many follow what happens, over HTTP. */
export interface ReaderCounts {
  /** Of the event stream, as Server-Sent Events or over a WebSocket. */
  readonly events: number;
  /** Readers of events that were cut off because they were too slow. */
  readonly cutOff: number;
  /** Of video, logs and outputs. */
  readonly streams: number;
}

/** What the database holds, and what waits for it. */
export interface StoreCounts {
  /** Writes that are not on the disk yet. */
  readonly queue: number;
  /** Of the database's file; null where it cannot be looked at. */
  readonly fileBytes: number | null;
  /** Of its write-ahead log. */
  readonly logBytes: number | null;
  /** Of the tables with their indexes, as they were measured last; empty before. */
  readonly tables: ReadonlyMap<string, number>;
  /** When that was, epoch milliseconds; null: never. */
  readonly measuredAt: number | null;
}

/** The process itself. */
export interface ProcessCounts {
  readonly version: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly uptimeMs: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  /** Buffers outside of the heap. */
  readonly externalBytes: number;
  /** Of all threads together. */
  readonly cpuSeconds: number;
}

/** All that one scrape shows, gathered at one moment. */
export interface Facts {
  readonly kinds: readonly KindMetrics[];
  readonly depths: ReadonlyMap<string, number>;
  /** Null while whoever knows does not answer. */
  readonly members: readonly MemberCount[] | null;
  readonly commands: CommandCounts;
  readonly ports: ReadonlyMap<string, PortCounts>;
  /** By protocol. */
  readonly messages: ReadonlyMap<string, number>;
  /** What peers did wrong or were refused, by its kind. */
  readonly problems: ReadonlyMap<string, number>;
  readonly readers: ReaderCounts;
  readonly store: StoreCounts;
  readonly loop: LoopDelay | null;
  readonly load: LoadState;
  readonly memoryCeilingBytes: number;
  readonly process: ProcessCounts;
}
