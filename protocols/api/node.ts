import { z } from "zod";
import { Container } from "./container.ts";
import { LivenessVerdict } from "./liveness.ts";
import { UnderMaintenance } from "./maintenance.ts";
import { ServerId } from "./node_names.ts";
import { pageOf } from "./page.ts";
import { Cursor, Flag, Limit, Liveness, Time } from "./scalars.ts";

const Amount = z.number().nullable();

const SystemStats = z.strictObject({
  hostName: z.string().nullable(),
  cpuModel: z.string().nullable(),
  cpuPercent: Amount,
  cpuCores: Amount,
  memoryTotalBytes: Amount,
  memoryUsedBytes: Amount,
  memoryPercent: Amount,
  swapTotalBytes: Amount,
  swapUsedBytes: Amount,
  diskTotalBytes: Amount,
  diskUsedBytes: Amount,
  diskPercent: Amount,
  uptimeSeconds: Amount,
  dockerAvailable: z.boolean().nullable(),
}).meta({ id: "SystemStats", description: "A machine as it measures itself." });

/** Whether everything on a host does what it should. */
const Health = z.enum(["ok", "degraded", "error", "unknown"]);

const facts = {
  serverId: z.string(),
  name: z.string().meta({ description: "The machine's own name, else its server id." }),
  version: z.string(),
  account: z.string().nullable().meta({ description: "The device account that it logs in with." }),
  liveness: LivenessVerdict,
  maintenance: UnderMaintenance,
  health: Health,
  reason: z.string().meta({ description: "Why this health, in one sentence." }),
  connected: z.boolean(),
  secure: z.boolean().nullable().meta({ description: "Over TLS; null while not connected." }),
  peerAddress: z.string().nullable(),
  createdAt: Time,
  intervalMs: z.number().nullable().meta({ description: "The interval that it reports in." }),
  clockOffsetMs: z.number().nullable().meta({ description: "Its clock minus ours." }),
  system: SystemStats.nullable(),
  systemAt: Time.nullable(),
  sequence: z.strictObject({
    received: z.int(),
    missing: z.int(),
    repeats: z.int(),
    late: z.int(),
    restarts: z.int(),
  }).meta({ description: "How its readings followed each other since the control host started." }),
  containers: z.strictObject({
    total: z.int(),
    running: z.int(),
    syncing: z.int(),
    stopped: z.int(),
    failing: z.int(),
  }),
  work: z.strictObject({
    commandId: z.string(),
    action: z.string(),
    target: z.string(),
    sentAt: Time,
    abandoned: z.boolean().meta({
      description: "Nobody waits for it any more, and the client may still be at it.",
    }),
  }).nullable().meta({ description: "What the client does for us: one command at a time." }),
  queued: z.int().meta({ description: "Commands that wait for the one in hand." }),
};

/** A machine that runs node containers. */
export const Node = z.strictObject(facts)
  .meta({ id: "Node", description: "A machine that runs node containers." });
export type Node = z.infer<typeof Node>;

/** One line of a host's history. */
export const NodeNote = z.strictObject({
  at: Time,
  kind: z.string(),
  container: z.string().nullable(),
  detail: z.string(),
}).meta({ id: "NodeNote", description: "Something that happened on a node host." });
export type NodeNote = z.infer<typeof NodeNote>;

/** A host with its containers and its last 200 notes, oldest first. */
export const NodeDetail = z.strictObject({
  ...facts,
  members: z.array(Container),
  notes: z.array(NodeNote),
}).meta({ id: "NodeDetail", description: "A node host, its containers and what happened lately." });
export type NodeDetail = z.infer<typeof NodeDetail>;

export const NodePage = pageOf(Node, "NodePage");
export type NodePage = z.infer<typeof NodePage>;

/** Filters of the list. `q` looks into server ids, names, addresses, containers and nicknames. */
export const NodeQuery = z.strictObject({
  q: z.string().min(1).max(255).optional(),
  liveness: Liveness.optional(),
  health: Health.optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});

/** Which host. */
export const NodePath = z.object({ serverId: ServerId });

/** A connected host is only forgotten with `force`, and comes back as new. */
export const NodeForgetQuery = z.strictObject({ force: Flag.optional() });

/** Readings that move all the time, of one host. */
export const NodeSample = z.strictObject({
  serverId: z.string(),
  at: Time,
  cpuPercent: Amount,
  memoryPercent: Amount,
  diskPercent: Amount,
  containers: z.array(z.strictObject({
    name: z.string(),
    cpuPercent: z.number(),
    memoryBytes: z.number(),
    height: Amount,
    peers: Amount,
  })),
}).meta({ id: "NodeSample", description: "A sample of a host's readings." });
export type NodeSample = z.infer<typeof NodeSample>;
