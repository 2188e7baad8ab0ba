import { z } from "zod";
import { ContainerName, ServerId } from "./node_names.ts";
import { pageOf } from "./page.ts";
import { Cursor, Handle, Limit, Time } from "./scalars.ts";

/** A stored session key, masked: the key itself is in the file that the control host keeps. */
export const SessionKey = z.strictObject({
  keyId: z.string().meta({ description: "Names the key without telling it." }),
  serverId: z.string(),
  container: z.string(),
  masked: z.string().meta({ example: "0x1a2b3c4d…" }),
  source: z.enum(["key_update", "rotate_keys", "fielded_text"]),
  at: Time,
  verification: z.strictObject({ verified: z.boolean(), detail: z.string(), at: Time }).nullable()
    .meta({ description: "Whether the container was found to hold it; null: not asked yet." }),
}).meta({ id: "SessionKey", description: "A stored session key, masked." });
export type SessionKey = z.infer<typeof SessionKey>;

export const SessionKeyPage = pageOf(SessionKey, "SessionKeyPage");
export type SessionKeyPage = z.infer<typeof SessionKeyPage>;

export const SessionKeyList = z.strictObject({ items: z.array(SessionKey) })
  .meta({ id: "SessionKeyList", description: "Session keys of a container, newest first." });

/** Filters of the list of newest keys. */
export const SessionKeyQuery = z.strictObject({
  serverId: ServerId.optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});

/** Whose keys. */
export const SessionKeyHistoryQuery = z.strictObject({
  serverId: ServerId,
  container: ContainerName,
  limit: Limit,
});

/** Which key. */
export const SessionKeyPath = z.object({ keyId: Handle });

/** The only answer that carries a key. */
export const RevealedSessionKey = SessionKey.extend({
  sessionKey: z.string().meta({ description: "The key itself, to be registered on chain." }),
}).meta({ id: "RevealedSessionKey", description: "A session key, unmasked." });

/** Somebody has asked for a key itself. */
export const SessionKeyReveal = z.strictObject({
  key: SessionKey,
  by: z.string().meta({ description: "Name of the token." }),
  address: z.string(),
}).meta({ id: "SessionKeyReveal", description: "Who was given a session key." });
