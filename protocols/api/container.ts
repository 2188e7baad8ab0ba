import { z } from "zod";
import { CHAIN_SYNC_STATES } from "../node_vocabulary.ts";
import { UnderMaintenance } from "./maintenance.ts";
import { pageOf } from "./page.ts";
import { Limit, Liveness, Time } from "./scalars.ts";
import { ContainerName, ServerId } from "./node_names.ts";

const Count = z.number().nullable();

/** A container's last reading. Bytes, and counters that only grow until it is started again. */
const ContainerStats = z.strictObject({
  id: z.string().meta({ description: "Docker's short id." }),
  status: z.string(),
  nickname: z.string(),
  nodeType: z.string().nullable(),
  imageName: z.string().nullable(),
  cpuPercent: z.number().meta({ description: "100 is one core." }),
  cpuCores: Count,
  memoryUsedBytes: z.number(),
  memoryLimitBytes: Count,
  memoryPercent: Count,
  networkReceivedBytes: z.number(),
  networkSentBytes: z.number(),
  diskReadBytes: z.number(),
  diskWrittenBytes: z.number(),
  dataBytes: Count.meta({ description: "Chain data on disk." }),
  syncState: z.enum(CHAIN_SYNC_STATES).nullable(),
  currentBlock: Count,
  finalizedBlock: Count,
  targetBlock: Count,
  peers: Count,
}).meta({ id: "ContainerStats", description: "The last reading of a container." });

/** A container of a node host. */
export const Container = z.strictObject({
  serverId: z.string(),
  name: z.string(),
  health: z.enum(["running", "syncing", "stopped", "error", "unknown"]).meta({
    description: "Whether it does what it should; whether its host is there is another question.",
  }),
  reason: z.string().meta({ description: "One sentence for people." }),
  liveness: Liveness.meta({ description: "That of its host." }),
  maintenance: UnderMaintenance,
  present: z.boolean().meta({ description: "The last report of its host had it." }),
  configured: z.boolean().meta({ description: "Its host says that it should run." }),
  createdAt: Time,
  stats: ContainerStats.nullable(),
  statsAt: Time.nullable(),
  era: z.number().nullable(),
  eraAt: Time.nullable(),
  validator: z.strictObject({
    active: z.boolean().nullable(),
    account: z.string().nullable(),
    era: z.number().nullable(),
    at: Time,
  }).nullable(),
  payout: z.strictObject({
    currentEra: z.number().nullable(),
    unclaimed: z.number().nullable(),
    synced: z.boolean().nullable(),
    error: z.string().nullable(),
    at: Time,
  }).nullable().meta({ description: "What the client found about payouts." }),
  backup: z.strictObject({ file: z.string(), at: Time }).nullable()
    .meta({ description: "The last backup of its keys; the file is on the client's machine." }),
}).meta({ id: "Container", description: "A container of a node host." });
export type Container = z.infer<typeof Container>;

export const ContainerList = z.strictObject({ items: z.array(Container) })
  .meta({ id: "ContainerList", description: "The containers of a host, ordered by name." });

/** Which container. */
export const ContainerPage = pageOf(Container, "ContainerPage");
export type ContainerPage = z.infer<typeof ContainerPage>;

/** Which containers of the whole fleet. */
export const ContainerQuery = z.strictObject({
  // Server id, slash, name: as long as they may be, in base64.
  cursor: z.string().min(1).max(1_024).optional(),
  limit: Limit,
});

export const ContainerPath = z.object({ serverId: ServerId, name: ContainerName });

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;
/** 7 days of minutes; a screen has a quarter of them. */
const MOST_POINTS = 10_080;

const SPAN_MS = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;

/** The columns of a history beside its times. */
const HISTORY_COLUMNS = [
  "samples",
  "cpuPercent",
  "cpuPercentMin",
  "cpuPercentMax",
  "memoryBytes",
  "memoryBytesMin",
  "memoryBytesMax",
  "receivedRate",
  "receivedRateMax",
  "sentRate",
  "sentRateMax",
  "readRate",
  "readRateMax",
  "writtenRate",
  "writtenRateMax",
  "height",
  "lag",
  "peers",
  "peersMin",
  "dataBytes",
  "syncState",
] as const;

/** The names of columns, between commas. */
const ColumnNames = z.string().max(400).transform((text) => text.split(","))
  .pipe(z.array(z.enum(HISTORY_COLUMNS)))
  .meta({
    type: "string",
    description: "The columns that are wanted, between commas; by default all. Others are empty.",
    example: "cpuPercent,memoryBytes",
  });

/** Which part of a history: by default the last ten minutes, in the finest resolution that fits. */
export const ContainerHistoryQuery = z.strictObject({
  from: Time.optional(),
  to: Time.optional(),
  resolution: z.enum(["second", "minute", "hour"]).optional().meta({
    description: "second: the last 10 minutes; minute: 7 days; hour: a year.",
  }),
  points: z.coerce.number().int().min(10).max(MOST_POINTS).optional().meta({
    description: "At most so many spans: neighbours become one. By default each by itself.",
  }),
  columns: ColumnNames.optional(),
});

/** The most that one answer may cover, in milliseconds. */
export function longestSpanMs(resolution: keyof typeof SPAN_MS): number {
  return Math.min(YEAR_MS, MOST_POINTS * SPAN_MS[resolution]);
}

const Values = z.array(z.number().nullable());

/**
 * Readings, or summaries of them, as columns of equal length, oldest first. Spans without a reading are left out. With
 * resolution second least, mean and most are the same column, and left out. The body is written in this order.
 */
export const ContainerHistory = z.strictObject({
  resolution: z.enum(["second", "minute", "hour"]),
  from: Time,
  to: Time,
  spanMs: z.number().meta({ description: "How long each span is, in milliseconds." }),
  at: z.array(z.number()).meta({ description: "Epoch ms at which each span begins." }),
  samples: Values.meta({ description: "Readings in each span." }),
  cpuPercent: Values.meta({ description: "The mean; 100 is one core." }),
  cpuPercentMin: Values,
  cpuPercentMax: Values,
  memoryBytes: Values,
  memoryBytesMin: Values,
  memoryBytesMax: Values,
  receivedRate: Values.meta({ description: "Bytes a second, the mean." }),
  receivedRateMax: Values,
  sentRate: Values,
  sentRateMax: Values,
  readRate: Values,
  readRateMax: Values,
  writtenRate: Values,
  writtenRateMax: Values,
  height: Values.meta({ description: "The newest block, at the end of each span." }),
  lag: Values.meta({ description: "Blocks between the newest and the finalized one, the most." }),
  peers: Values,
  peersMin: Values,
  dataBytes: Values,
  syncState: z.array(z.string().nullable()).meta({ description: "The worst in each span." }),
}).meta({ id: "ContainerHistory", description: "What a container did, as columns." });
export type ContainerHistory = z.infer<typeof ContainerHistory>;
