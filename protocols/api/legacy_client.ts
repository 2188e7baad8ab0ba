import { z } from "zod";
import { Name, Time } from "./scalars.ts";

/** The row that the old REST interface knew a display by. Source: fielded builds C3. */
export const LegacyClient = z.strictObject({
  id: z.int(),
  name: z.string(),
  ip_address: z.string(),
  port: z.int(),
  status: z.enum(["offline", "online", "running", "error"]),
  last_seen: Time.nullable(),
  current_preset_id: z.int().nullable(),
  created_at: Time,
  updated_at: Time,
  status_changed_at: Time,
  mac_address: z.string().nullable(),
  mac_is_manual: z.union([z.literal(0), z.literal(1)]).nullable(),
}).meta({ id: "LegacyClient", description: "A display as old clients know it." });
export type LegacyClient = z.infer<typeof LegacyClient>;

export const LegacyClientList = z.array(LegacyClient)
  .meta({ id: "LegacyClientList", description: "Displays, ordered by id." });

/** What a C3 build announces before it connects; other keys are ignored. 8081 is its fixed port. */
export const LegacyClientDraft = z.object({
  name: Name,
  ip_address: Name,
  port: z.int().min(1).max(65_535).default(8081),
}).meta({ id: "LegacyClientDraft", description: "A display announcing itself." });

/** How the old interface said no. */
export const LegacyError = z.strictObject({ error: z.string() })
  .meta({ id: "LegacyError", description: "Why the request was refused." });
