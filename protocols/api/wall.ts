import { z } from "zod";
import { UnderMaintenance } from "./maintenance.ts";
import { pageOf } from "./page.ts";
import { Id, Name, Time } from "./scalars.ts";

/** Whether a wall is in sync. */
export const Verdict = z.enum(["synced", "degraded", "lost", "unknown"]).meta({
  description: "synced: every host is locked, a master among them. degraded: a master, and " +
    "somebody who is not locked. lost: no master. unknown: nobody knows yet.",
});

const Culprit = z.strictObject({
  host: z.string().meta({ description: "As the config file lists it." }),
  hostId: Id.nullable(),
  condition: z.string(),
  reason: z.string().meta({ description: "One sentence for people." }),
}).meta({ id: "WallCulprit", description: "A host that keeps a wall from being in sync." });

/** What an operator wrote. */
export const WallNote = z.strictObject({
  id: Id,
  entryId: Id,
  at: Time,
  by: z.string(),
  text: z.string(),
}).meta({ id: "WallNote", description: "A note to an entry of a wall's timeline." });
export type WallNote = z.infer<typeof WallNote>;

const judged = { verdict: Verdict, reason: z.string(), culprits: z.array(Culprit) };

const facts = {
  name: z.string(),
  ...judged,
  since: Time.meta({ description: "Since when verdict and culprits are the same." }),
  maintenance: UnderMaintenance,
  entryId: Id.meta({ description: "The timeline's entry that tells of it." }),
  members: z.array(
    z.strictObject({
      host: z.string(),
      hostId: Id.nullable(),
      condition: z.enum([
        "master",
        "slave",
        "error",
        "free",
        "unknownState",
        "flapping",
        "silent",
        "offline",
        "unheard",
        "missing",
        "ambiguous",
      ]),
    }),
  ),
  lastNote: WallNote.nullable(),
};

/** Sync hosts that belong together, and whether they are in sync. */
export const Wall = z.strictObject(facts)
  .meta({ id: "Wall", description: "Sync hosts that belong together." });
export type Wall = z.infer<typeof Wall>;

export const WallList = z.strictObject({ items: z.array(Wall) })
  .meta({ id: "WallList", description: "Every wall, in the order of the config file." });

/** A wall with its last 20 notes, newest first. */
export const WallDetail = z.strictObject({ ...facts, notes: z.array(WallNote) })
  .meta({ id: "WallDetail", description: "A wall and what was written to it last." });
export type WallDetail = z.infer<typeof WallDetail>;

/** One entry of a wall's timeline. */
export const WallEntry = z.strictObject({
  id: Id,
  at: Time,
  until: Time.nullable().meta({ description: "Null for the entry that holds." }),
  ...judged,
  notes: z.array(WallNote),
}).meta({ id: "WallEntry", description: "A verdict, from when to when, and notes to it." });
export type WallEntry = z.infer<typeof WallEntry>;

export const WallHistory = pageOf(WallEntry, "WallHistory");
export type WallHistory = z.infer<typeof WallHistory>;

/** Which wall. */
export const WallPath = z.object({
  id: Name.meta({ description: "The wall's name; letter case does not count." }),
});

/** A note as it is asked for: to the entry that holds unless another is named. */
export const WallNoteDraft = z.strictObject({
  // A screenful.
  text: z.string().min(1).max(2_000).regex(/\S/, "must not be blank")
    .regex(/^[^\p{Cs}\0]*$/u, "must have no NUL and no broken characters"),
  entryId: Id.nullable().default(null),
}).meta({ id: "WallNoteDraft", description: "What was done, or seen, in a few words." });
