import { z } from "zod";
import { NODE_COMMAND_NAMES } from "../node_vocabulary.ts";
import { Command, Requester } from "./command.ts";
import { ContainerName, ServerId } from "./node_names.ts";
import { Time } from "./scalars.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

/** Hosts or containers named in one filter: the largest fleet that is tested, twice over. */
const MAX_NAMED = 2_000;

/** The commands that mclients know. */
export const NodeCommandName = z.enum(NODE_COMMAND_NAMES).meta({
  id: "NodeCommandName",
  description: "exec, backup_keys, rotate_keys and payout need a right.",
});

const order = {
  command: NodeCommandName,
  params: z.record(z.string(), z.unknown()).default({}).meta({
    description: "logs: lines, follow; exec: command; check_keys: public_keys; " +
      "has_session_keys: session_keys; has_key: public_key, key_type; " +
      "find_validator: session_keys, deep_search.",
  }),
  deadlineMs: z.int().min(SECOND_MS).max(DAY_MS).nullable().default(null).meta({
    description: "From now; null: what is usual for the command (half a minute to half an hour).",
  }),
  waitOnlineMs: z.int().min(0).max(DAY_MS).nullable().default(null).meta({
    description: "How long to wait for a host that is away; null fails at once.",
  }),
};

const pauseMs = z.int().min(0).max(HOUR_MS).default(0).meta({
  description: "Between two containers, when keys are rotated on several.",
});

/** A command for one container. */
export const ContainerOrder = z.strictObject(order)
  .meta({ id: "ContainerOrder", description: "What a container's client is to do." });

/** A command for a host: for each of its containers, or in one message for all. */
export const NodeOrder = z.strictObject({
  ...order,
  as: z.enum(["each", "host"]).default("each").meta({
    description: "each: a command and a result for every container. host: one message to the " +
      "client for all that run; only start, stop and status.",
  }),
  containers: z.array(ContainerName).min(1).max(256).optional().meta({
    description: "Only these; also ones that do not run.",
  }),
  pauseMs,
}).meta({ id: "NodeOrder", description: "What a host's client is to do." });

/** A command for the containers of many hosts. Absent filters leave everything. */
export const NodeBroadcast = z.strictObject({
  ...order,
  filter: z.strictObject({
    serverIds: z.array(ServerId).min(1).max(MAX_NAMED).optional(),
    containers: z.array(ContainerName).min(1).max(MAX_NAMED).optional(),
    nodeTypes: z.array(z.string().min(1).max(64)).min(1).max(64).optional(),
    connected: z.boolean().optional(),
  }).default({}),
  pauseMs,
}).meta({ id: "NodeBroadcast", description: "What the clients of many hosts are to do." });

const RotationStep = z.strictObject({
  target: z.strictObject({ kind: z.string(), key: z.string(), name: z.string() }),
  state: z.enum(["waiting", "rotating", "verifying", "verified", "failed", "notStarted"]),
  commandId: z.string().nullable(),
  keyId: z.string().nullable(),
  reason: z.string().nullable(),
});

/** Keys rotated on several containers, one at a time, each checked before the next. */
export const Rotation = z.strictObject({
  id: z.string().meta({ example: "rot_1772357405120_p8d0m4x1z" }),
  requester: Requester,
  createdAt: Time,
  updatedAt: Time,
  state: z.enum(["running", "completed", "stopped"]),
  reason: z.string().nullable(),
  pauseMs: z.int(),
  steps: z.array(RotationStep),
}).meta({ id: "Rotation", description: "Keys rotated on several containers, one at a time." });
export type Rotation = z.infer<typeof Rotation>;

export const RotationList = z.strictObject({ items: z.array(Rotation) })
  .meta({ id: "RotationList", description: "The last 50 since the start, newest first." });

/** What an order to several made: a row for each target, or a rotation that makes them one by one. */
export const NodeSubmission = z.strictObject({
  commands: z.array(Command),
  rotation: Rotation.nullable(),
}).meta({ id: "NodeSubmission", description: "One command per target, or a rotation of keys." });
export type NodeSubmission = z.infer<typeof NodeSubmission>;
