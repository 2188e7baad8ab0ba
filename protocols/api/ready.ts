import { z } from "zod";
import { Time } from "./scalars.ts";

/** What the verdict looks at. */
export const ReadyKind = z.enum(["display", "wall", "camera", "node"])
  .meta({ id: "ReadyKind", description: "A kind of member that the verdict looks at." });
export type ReadyKind = z.infer<typeof ReadyKind>;

/** Why something keeps the show from being ready; stable words, with a sentence beside them. */
export const ReadyCode = z.enum([
  "never_seen",
  "stale",
  "offline",
  "error",
  "not_running",
  "wall_degraded",
  "wall_lost",
  "wall_unknown",
  "not_live",
  "slow",
  "stopped",
  "syncing",
  "unheard",
  "missing",
  "missing_group",
  "empty_group",
]).meta({
  id: "ReadyCode",
  description: "never_seen, stale, offline: its liveness. error: it says so itself. " +
    "not_running: no program runs on the display. not_live: the camera sends no pictures. " +
    "slow: fewer pictures a second than the rule asks for. stopped, syncing: containers of the " +
    "node. unheard: connected, and it has not reported yet. missing: a rule names it, and " +
    "nobody is called that.",
});
export type ReadyCode = z.infer<typeof ReadyCode>;

/** One thing that keeps the show from being ready, or soon may. */
export const ReadyBlocker = z.strictObject({
  kind: ReadyKind,
  key: z.string().meta({ description: "As in the lists; empty for what is missing." }),
  name: z.string(),
  code: ReadyCode,
  reason: z.strictObject({ en: z.string(), ko: z.string() })
    .meta({ description: "One sentence for people." }),
  severity: z.enum(["blocks", "warns"]),
  since: Time.meta({ description: "Since when we know of it." }),
  link: z.string().nullable().meta({
    description: "Where to look, behind /api/v1; null where nothing is there to look at.",
    example: "/displays/7",
  }),
}).meta({ id: "ReadyBlocker", description: "What keeps the show from being ready, or soon may." });
export type ReadyBlocker = z.infer<typeof ReadyBlocker>;

const Count = z.strictObject({
  total: z.int(),
  ready: z.int(),
  blocking: z.int(),
  warning: z.int(),
  ignored: z.int().meta({ description: "The rules leave them out." }),
});

/** Whether the show can begin: one verdict over displays, walls, cameras and nodes. */
export const Ready = z.strictObject({
  ready: z.boolean(),
  state: z.enum(["ready", "not_ready", "unknown"]).meta({
    description: "unknown: the control host has just started, or a part of it does not answer.",
  }),
  since: Time.meta({ description: "Since when the state holds." }),
  checkedAt: Time,
  warmUpUntil: Time.nullable().meta({ description: "No verdict before; null once it is over." }),
  blockers: z.array(ReadyBlocker).meta({
    description: "The first 100: what blocks first, and then what warns.",
  }),
  more: z.int().meta({ description: "Blockers that are not listed." }),
  counts: z.strictObject({ display: Count, wall: Count, camera: Count, node: Count }),
}).meta({ id: "Ready", description: "Whether the show can begin, and what keeps it from it." });
export type Ready = z.infer<typeof Ready>;
