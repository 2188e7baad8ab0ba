import type { Right } from "../access/messages.ts";
import type { ActorDefinition, Context, Question } from "../kernel/mod.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import type { Requester } from "../requester.ts";
import type { SessionKeyStore, StoredSessionKey } from "./store.ts";
import { sessionKeyRevealed } from "./topics.ts";

/** Asks for a key itself, as it must be registered on chain. Needs the right `keys`; everybody hears who has asked. */
export interface RevealSessionKey
  extends Question<Outcome<{ readonly stored: StoredSessionKey; readonly sessionKey: string }>> {
  readonly type: "revealSessionKey";
  readonly keyId: string;
  readonly requester: Requester;
  readonly rights: readonly Right[];
}

/** To the actor that gives session keys out. */
export type SessionKeysMessage = RevealSessionKey;

interface Args {
  readonly store: Pick<SessionKeyStore, "find" | "reveal">;
}

/** Gives stored session keys out to those who may have them. Lists, which are masked, are read from the store. */
export const sessionKeysActor: ActorDefinition<SessionKeysMessage, Args, Args> = {
  kind: "sessionKeys",
  mailbox: { capacity: 256, whenFull: "fail" },
  init: (_ctx, args) => args,
  handle: (state, message, ctx) => ctx.reply(message, reveal(state, message, ctx)),
};

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
