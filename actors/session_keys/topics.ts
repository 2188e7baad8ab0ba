import type { Topic } from "../kernel/mod.ts";
import type { Requester } from "../requester.ts";
import type { StoredSessionKey } from "./store.ts";

/** A key was stored, or a check of it has been recorded. Masked. */
export const sessionKeyChanged: Topic<StoredSessionKey> = { name: "sessionKey.changed" };

/** A key of an old server was added below those that are known. Masked. */
export const sessionKeyImported: Topic<StoredSessionKey> = { name: "sessionKey.imported" };

/** A key arrived and could not be put on the disk yet; it is kept in memory and tried again. */
export const sessionKeyUnsaved: Topic<{
  readonly serverId: string;
  readonly container: string;
  /** Why, without the key. */
  readonly reason: string;
}> = { name: "sessionKey.unsaved" };

/** Somebody was given a key itself. Masked here. */
export const sessionKeyRevealed: Topic<{
  readonly stored: StoredSessionKey;
  readonly requester: Requester;
}> = { name: "sessionKey.revealed" };
