import { z } from "zod";
import { LivenessVerdict } from "./liveness.ts";
import { UnderMaintenance } from "./maintenance.ts";
import { pageOf } from "./page.ts";
import { Flag, Id, Limit, Liveness, MacAddress, Name, PathId, Time } from "./scalars.ts";

/** What a display does, beside whether it is there. */
const Health = z.enum(["unknown", "idle", "running", "error"]);

const facts = {
  id: Id,
  name: z.string(),
  aliases: z.array(z.string()).meta({ description: "Names it registers under, last used first." }),
  liveness: LivenessVerdict,
  maintenance: UnderMaintenance,
  health: Health,
  connected: z.boolean().meta({ description: "True while commands can be sent." }),
  peerAddress: z.string().nullable().meta({ description: "The address we see." }),
  claimedAddress: z.string().nullable().meta({ description: "The address the device claims." }),
  port: z.int(),
  clientType: z.string().nullable(),
  version: z.string().nullable(),
  capabilities: z.array(z.string()),
  uptimeS: z.number().nullable(),
  processCount: z.number().nullable(),
  processes: z.array(z.string()),
  currentPresetId: z.int().nullable(),
  syncStatus: z.string().nullable(),
  macAddress: z.string().nullable().meta({
    description: "Of its network card, for wake; null: not known.",
    example: "02:00:5E:00:53:01",
  }),
  macByHand: z.boolean().meta({ description: "Set by a person; a claim does not change it." }),
  contenders: z.array(z.string()).meta({
    description: "Other devices that want this name and were refused.",
  }),
  createdAt: Time,
};

/** A display as lists and events show it. */
export const Display = z.strictObject(facts).meta({ id: "Display", description: "A display." });
export type Display = z.infer<typeof Display>;

/** A display with its recent history: at most 100 short notes, oldest first. */
export const DisplayDetail = z.strictObject({
  ...facts,
  notes: z.array(
    z.strictObject({ at: Time, kind: z.string(), detail: z.string().max(80) }),
  ),
}).meta({ id: "DisplayDetail", description: "A display and its last 100 events." });
export type DisplayDetail = z.infer<typeof DisplayDetail>;

export const DisplayPage = pageOf(Display, "DisplayPage");
export type DisplayPage = z.infer<typeof DisplayPage>;

/** Filters of the list. `q` looks into names, aliases and addresses; `group` is a group's number. */
export const DisplayQuery = z.strictObject({
  q: z.string().min(1).max(255).optional(),
  liveness: Liveness.optional(),
  health: Health.optional(),
  group: PathId.optional(),
  cursor: z.string().regex(/^\d{1,15}$/, "must be the nextCursor of a page").optional(),
  limit: Limit,
});

/** Which display: its name, one of its aliases, or its number. */
export const DisplayPath = z.object({
  name: Name.meta({
    description:
      "Name, alias or number; letter case does not count. `id:7` is the number and nothing else, whoever is called 7.",
  }),
});

/** Names that one request may add: a PC that was renamed more often than this is another PC. */
const MAX_NEW_NAMES = 16;

/** Port that old clients announce unless they say otherwise. */
const OLD_CLIENT_PORT = 8081;

/** A display that has not been seen yet; its device is known by the name or any alias when it registers. */
export const DisplayDraft = z.strictObject({
  name: Name,
  aliases: z.array(Name).max(MAX_NEW_NAMES).default([]),
  macAddress: MacAddress.nullable().default(null),
  macByHand: z.boolean().default(true).meta({
    description: "false: a network card that the device claims goes before this one.",
  }),
  address: z.union([z.ipv4(), z.ipv6()]).nullable().default(null).meta({
    description: "Where it is said to be.",
  }),
  port: z.int().min(1).max(65_535).default(OLD_CLIENT_PORT),
}).meta({ id: "DisplayDraft", description: "A display that is to come." });
export type DisplayDraft = z.infer<typeof DisplayDraft>;

/** A new name for people, and the network card to wake; the device may go on registering under its old name. */
export const DisplayEdit = z.strictObject({
  name: Name.optional(),
  aliases: z.array(Name).min(1).max(MAX_NEW_NAMES).optional().meta({
    description: "Names that lead to it as well from now on; those it has stay.",
  }),
  macAddress: MacAddress.nullable().optional().meta({
    description: "null: what the device claims counts again.",
  }),
}).refine(
  (edit) => Object.values(edit).some((value) => value !== undefined),
  "must have a name, aliases or a macAddress",
).meta({ id: "DisplayEdit", description: "What is to be different; what is left out stays." });

/** The display that takes the other's place, by name, alias or number. */
export const DisplayMerge = z.strictObject({ into: Name })
  .meta({ id: "DisplayMerge", description: "The display that this one becomes another name of." });

/** `force` forgets a display that is connected. */
export const ForgetQuery = z.strictObject({ force: Flag.optional() });
