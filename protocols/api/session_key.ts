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
  source: z.enum(["key_update", "rotate_keys", "fielded_text", "import"]),
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

/**
 * A key that an old server had. 32 to 1,024 bytes: what clients may tell of as well. Not before 2020, when no such
 * server was there.
 */
export const SessionKeyDraft = z.strictObject({
  serverId: ServerId,
  container: ContainerName,
  sessionKey: z.string().regex(
    /^0x(?:[0-9a-fA-F]{2}){32,1024}$/,
    "must be 0x and 32 to 1,024 bytes in hex",
  ),
  at: Time.refine((time) => time >= "2020", "must not be before 2020").meta({
    description: "When the old server received it.",
  }),
}).meta({ id: "SessionKeyDraft", description: "A session key that an old server had." });

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
