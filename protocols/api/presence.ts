import { z } from "zod";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, Time } from "./scalars.ts";

/** Every kind of member whose presence is recorded. */
export const MemberKind = z.enum(["display", "node", "container", "syncHost", "camera"]).meta({
  id: "MemberKind",
  description:
    "The key of a display, sync host or camera is its id, of a node host its server id, of a " +
    "container server id, slash, name.",
});
export type MemberKind = z.infer<typeof MemberKind>;

/** Whether a member was there. `unknown`: the control host was not running, or had not heard of it yet. */
export const Presence = z.enum(["never_seen", "online", "stale", "offline", "unknown"]).meta({
  id: "Presence",
  description: "unknown: Signalbox was not running, or the member was not heard of since.",
});
export type Presence = z.infer<typeof Presence>;

/** One line of a member's history. */
export const PresenceNote = z.strictObject({
  id: Id,
  at: Time,
  kind: z.enum(["liveness", "health"]),
  from: z.string().nullable(),
  to: z.string(),
  heldMs: z.number().nullable().meta({ description: "How long `from` had held." }),
  reason: z.string(),
}).meta({ id: "PresenceNote", description: "Something about a member that changed." });
export type PresenceNote = z.infer<typeof PresenceNote>;

export const PresenceHistory = pageOf(PresenceNote, "PresenceHistory");
export type PresenceHistory = z.infer<typeof PresenceHistory>;

/** A page of a history. */
export const PresenceQuery = z.strictObject({ cursor: Cursor.optional(), limit: Limit });

const StripSegment = z.strictObject({
  at: Time.meta({ description: "From here to the next segment, or to the end of the strip." }),
  state: Presence,
  health: z.string().nullable().meta({ description: "In the words of the member's kind." }),
}).meta({ id: "StripSegment", description: "A time in which nothing changed." });

/** A member's past as a row of coloured pieces. Before the first one nothing is known. */
export const Strip = z.strictObject({
  key: z.string(),
  name: z.string(),
  segments: z.array(StripSegment),
}).meta({
  id: "Strip",
  description:
    "What a member was: at most 96 pieces; where it changed more often, the worst of each time.",
});
export type Strip = z.infer<typeof Strip>;

/** Strips of one kind of member, by key. */
export const StripPage = z.strictObject({
  kind: MemberKind,
  from: Time,
  to: Time,
  items: z.array(Strip),
  nextCursor: z.string().nullable(),
}).meta({
  id: "StripPage",
  description: "Strips of one kind of member, in the order of its list.",
});
export type StripPage = z.infer<typeof StripPage>;

/** Whose strips, and how long. A month is kept. */
export const StripQuery = z.strictObject({
  kind: MemberKind,
  hours: z.coerce.number().int().min(1).max(744).default(24),
  key: z.preprocess(
    (given) => typeof given === "string" ? [given] : given,
    z.array(z.string().min(1).max(255)).max(500),
  ).optional().meta({ description: "Only these; may be given several times." }),
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000),
});
