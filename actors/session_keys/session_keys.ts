import type { Right } from "../access/messages.ts";
import { answerWhenReady } from "../answering.ts";
import type { ActorDefinition, Context, Question } from "../kernel/mod.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import type { Requester } from "../requester.ts";
import { refuseStorage } from "../storage_error.ts";
import type { NewSessionKey, SessionKeyStore, StoredSessionKey } from "./store.ts";
import { sessionKeyImported, sessionKeyRevealed } from "./topics.ts";

/** Asks for a key itself, as it must be registered on chain. Needs the right `keys`; everybody hears who has asked. */
export interface RevealSessionKey
  extends Question<Outcome<{ readonly stored: StoredSessionKey; readonly sessionKey: string }>> {
  readonly type: "revealSessionKey";
  readonly keyId: string;
  readonly requester: Requester;
  readonly rights: readonly Right[];
}

/**
 * Adds a key that an old server had: below all that containers have told us, so that it is never taken for the newest.
 * Needs the right `keys`. A key that is there already is no fault, and not `added`.
 */
export interface ImportSessionKey
  extends Question<Outcome<{ readonly stored: StoredSessionKey; readonly added: boolean }>> {
  readonly type: "importSessionKey";
  readonly key: Omit<NewSessionKey, "source">;
  readonly rights: readonly Right[];
}

/** To the actor that gives session keys out, and takes old ones in. */
export type SessionKeysMessage = RevealSessionKey | ImportSessionKey;

interface Args {
  readonly store: Pick<SessionKeyStore, "find" | "reveal" | "saveOld">;
}

/** A clock may go a little fast; more than a day ahead is no time at which a key was made. */
const MAX_AHEAD_MS = 86_400_000;

/**
 * Gives stored session keys out to those who may have them, and takes in those of an old server. Lists, which are
 * masked, are read from the store.
 */
export const sessionKeysActor: ActorDefinition<SessionKeysMessage, Args, Args> = {
  kind: "sessionKeys",
  mailbox: { capacity: 256, whenFull: "fail" },
  init: (_ctx, args) => args,
  handle(state, message, ctx) {
    switch (message.type) {
      case "revealSessionKey":
        return ctx.reply(message, reveal(state, message, ctx));
      case "importSessionKey":
        return answerWhenReady(ctx, message, takeIn(state, message, ctx));
    }
  },
};

async function takeIn(
  { store }: Args,
  { key, rights }: ImportSessionKey,
  ctx: Context<SessionKeysMessage>,
) {
  if (!rights.includes("keys")) return refuse("forbidden", 'a session key needs the right "keys"');
  if (key.at > ctx.now() + MAX_AHEAD_MS) {
    return refuse("invalid", "a key cannot be of a time that is yet to come", { field: "at" });
  }
  try {
    const saved = await store.saveOld({ ...key, source: "import" });
    if (saved.full) {
      const detail = `${key.serverId}/${key.container} has as many session keys as are kept`;
      return refuse("tooMany", detail);
    }
    if (saved.added) ctx.publish(sessionKeyImported, saved.stored);
    return accept({ stored: saved.stored, added: saved.added });
  } catch (cause) {
    return refuseStorage(cause);
  }
}

function reveal(
  { store }: Args,
  { keyId, requester, rights }: RevealSessionKey,
  ctx: Context<SessionKeysMessage>,
) {
  if (!rights.includes("keys")) return refuse("forbidden", 'a session key needs the right "keys"');
  const stored = store.find(keyId);
  const sessionKey = store.reveal(keyId);
  if (stored === undefined || sessionKey === undefined) {
    return refuse("notFound", `there is no session key ${keyId}`);
  }
  ctx.publish(sessionKeyRevealed, { stored, requester });
  return accept({ stored, sessionKey });
}
