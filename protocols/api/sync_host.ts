import { z } from "zod";
import { LivenessVerdict } from "./liveness.ts";
import { UnderMaintenance } from "./maintenance.ts";
import { pageOf } from "./page.ts";
import { Cursor, Flag, Id, Limit, Liveness, Name, Time } from "./scalars.ts";

/** What a host says of its sync card. */
export const SyncState = z.enum(["master", "slave", "error", "free", "unknown"]).meta({
  description: "free: it was asked, and is no master; a slave, an error or no card. " +
    "error also stands for a PC without a sync card.",
});

const Poll = z.strictObject({
  address: z.string(),
  port: z.int(),
  intervalMs: z.int(),
  state: z.enum(["waiting", "up", "down"]),
  since: Time.nullable(),
  failure: z.enum(["refused", "unreachable", "timedOut", "closed", "garbage"]).nullable(),
  detail: z.string(),
}).meta({ id: "SyncPoll", description: "How a host that is asked for its status answers." });

/** A PC with a sync card. */
export const SyncHost = z.strictObject({
  id: Id,
  name: z.string().meta({ description: "As configured, else made of its addresses." }),
  configured: z.boolean().meta({ description: "True while the config file names it." }),
  claimedAddress: z.string().nullable().meta({
    description: "The address the host claims; null: it cannot say it.",
  }),
  peerAddress: z.string().nullable().meta({ description: "The address we see." }),
  machine: z.string().nullable().meta({
    description: "Equal for hosts that come from one address: may be shown as one machine.",
  }),
  state: SyncState.nullable(),
  since: Time.nullable(),
  previous: z.strictObject({ state: SyncState, from: Time, until: Time, heldMs: z.number() })
    .nullable(),
  source: z.enum(["pushed", "polled"]).nullable(),
  liveness: LivenessVerdict,
  maintenance: UnderMaintenance,
  flapping: z.boolean().meta({ description: "Its state changes again and again." }),
  reports: z.strictObject({
    master: z.int(),
    slave: z.int(),
    error: z.int(),
    free: z.int(),
    unknown: z.int(),
  }).meta({ description: "Reports since the control host started, by state." }),
  changes: z.int().meta({ description: "Changes of state since the control host started." }),
  silent: z.strictObject({ connections: z.int(), ghosts: z.int(), lastAt: Time }).nullable().meta({
    description: "Connections from its address that brought no line; ghosts stayed open.",
  }),
  poll: Poll.nullable(),
  createdAt: Time,
}).meta({ id: "SyncHost", description: "A PC with a sync card." });
export type SyncHost = z.infer<typeof SyncHost>;

export const SyncHostPage = pageOf(SyncHost, "SyncHostPage");
export type SyncHostPage = z.infer<typeof SyncHostPage>;

/** Filters of the list. `q` looks into names and addresses. */
export const SyncHostQuery = z.strictObject({
  q: z.string().min(1).max(255).optional(),
  liveness: Liveness.optional(),
  state: SyncState.optional(),
  machine: z.string().min(1).max(255).optional(),
  cursor: z.string().regex(/^\d{1,15}$/, "must be the nextCursor of a page").optional(),
  limit: Limit,
});

/** Which sync host: its number or its name. */
export const SyncHostPath = z.object({
  id: Name.meta({
    description:
      "Name or number; letter case of a configured name does not count. `id:7` is the number and " +
      "nothing else, whoever is called 7.",
  }),
});

/** `force` forgets a host that is online. */
export const SyncHostForgetQuery = z.strictObject({ force: Flag.optional() });

/** A page of a history. */
export const HistoryQuery = z.strictObject({ cursor: Cursor.optional(), limit: Limit });

/** One line of a host's history. */
export const SyncHostNote = z.strictObject({
  id: Id,
  at: Time,
  kind: z.enum(["state", "liveness", "flapping", "poll"]),
  from: z.string().nullable(),
  to: z.string(),
  heldMs: z.number().nullable().meta({ description: "How long `from` had held." }),
  reason: z.string(),
}).meta({ id: "SyncHostNote", description: "Something about a sync host that changed." });
export type SyncHostNote = z.infer<typeof SyncHostNote>;

export const SyncHostHistory = pageOf(SyncHostNote, "SyncHostHistory");
export type SyncHostHistory = z.infer<typeof SyncHostHistory>;
