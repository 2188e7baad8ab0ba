import { z } from "zod";
import { Id, Name, PathId, Time } from "./scalars.ts";

/** Whom a window is for at most; more is `kinds`, `groups` or `everything`. */
const MOST = 1_000;

const Key = z.string().min(1).max(600);

/** A time in which alerts are kept and nobody is told. */
export const MaintenanceDraft = z.strictObject({
  from: Time.optional().meta({ description: "Default: now." }),
  until: Time,
  subjects: z.array(z.strictObject({
    kind: z.enum(["display", "node", "container", "syncHost", "camera", "wall", "machine", "host"]),
    key: Key,
  })).max(MOST).default([]).meta({
    description: "A node host's containers come with it; machine: everybody at this address.",
  }),
  kinds: z.array(z.enum(["display", "node", "container", "syncHost", "camera", "wall", "host"]))
    .max(16).default([]),
  groups: z.array(Name).max(MOST).default([]).meta({ description: "Groups of displays, by name." }),
  everything: z.boolean().default(false),
  note: z.string().max(500).regex(/^[^\p{Cc}\p{Cs}]*$/u, "must be one line").default(""),
}).refine(
  ({ subjects, kinds, groups, everything }) =>
    everything || subjects.length + kinds.length + groups.length > 0,
  { message: "say whom it is for: subjects, kinds, groups or everything", path: ["subjects"] },
).meta({ id: "MaintenanceDraft" });

/** A window as it is kept. */
export const MaintenanceWindow = z.strictObject({
  id: Id,
  from: Time,
  until: Time,
  state: z.enum(["planned", "active", "over", "removed"]),
  subjects: z.array(z.strictObject({ kind: z.string(), key: z.string() })),
  kinds: z.array(z.string()),
  groups: z.array(z.string()),
  everything: z.boolean(),
  note: z.string(),
  createdBy: z.string(),
  createdAt: Time,
}).meta({
  id: "MaintenanceWindow",
  description: "A time in which work is done: alerts are kept, and nobody is told before it ends.",
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

/** What a member says of the work that is done on it. */
export const UnderMaintenance = z.strictObject({
  until: Time.meta({ description: "Of the window that ends last." }),
  note: z.string(),
  by: z.string(),
}).nullable().meta({
  id: "UnderMaintenance",
  description: "Work is done on it now, and nobody is told of its alerts; null: no.",
});
export type UnderMaintenance = z.infer<typeof UnderMaintenance>;

export const MaintenanceList = z.strictObject({ items: z.array(MaintenanceWindow) })
  .meta({ id: "MaintenanceList" });

export const MaintenancePath = z.strictObject({ id: PathId });
