import type { ActorDefinition, Context } from "../kernel/mod.ts";
import type { AccessArgs, AccessOrder, AccessState } from "./access_state.ts";
import { authenticate } from "./authentication.ts";
import { CredentialBook } from "./credential_book.ts";
import { tokenInfo, webCrypto } from "./credentials.ts";
import type { Outcome, Refusal } from "../outcome.ts";
import { LoginLimit } from "./login_limit.ts";
import { type AccessMessage, credentialsEnded, signInRefused } from "./messages.ts";
import { signIn, signOut } from "./sessions.ts";
import { createToken, revokeToken } from "./tokens.ts";

export { ensureAdminToken } from "./admin_token.ts";
export { newToken } from "./credentials.ts";
export type { AccessArgs } from "./access_state.ts";
export type { AccessCrypto } from "./credentials.ts";

async function signOutAndAnswer(
  state: AccessState,
  question: AccessOrder<"signOut">,
  ctx: Context<AccessMessage>,
): Promise<void> {
  const reply = ctx.defer(question);
  try {
    reply.ok(await signOut(state, question, ctx));
    ctx.publish(credentialsEnded, null);
  } catch (cause) {
    // Crashing instead would use up the restart budget on a full disk, and lock everybody out.
    reply.fail(cause);
  }
}

/** A refused token is told of; a session that has ended is no attempt at anything. */
function told<T>(
  question: AccessOrder<"authenticate"> | AccessOrder<"signIn">,
  outcome: Outcome<T>,
  ctx: Context<AccessMessage>,
): Outcome<T> {
  const isToken = question.type === "signIn" || question.credential.kind === "token";
  const refused = !outcome.ok && REFUSED.has(outcome.refusal.code);
  if (isToken && refused) {
    ctx.publish(signInRefused, { address: question.address, door: "people" });
  }
  return outcome;
}

const REFUSED: ReadonlySet<Refusal["code"]> = new Set(["unauthorized", "rateLimited"]);

async function handle(
  state: AccessState,
  message: AccessMessage,
  ctx: Context<AccessMessage>,
): Promise<void> {
  switch (message.type) {
    case "authenticate":
      return ctx.reply(message, told(message, await authenticate(state, message, ctx), ctx));
    case "signIn":
      return ctx.reply(message, told(message, await signIn(state, message, ctx), ctx));
    case "signOut":
      return await signOutAndAnswer(state, message, ctx);
    case "listTokens":
      state.book.reread(ctx.monotonicMs(), 0);
      return ctx.reply(message, state.book.tokens().map(tokenInfo));
    case "createToken":
      return ctx.reply(message, await createToken(state, message, ctx));
    case "revokeToken": {
      const revoked = await revokeToken(state, message, ctx);
      if (revoked.ok) ctx.publish(credentialsEnded, null);
      return ctx.reply(message, revoked);
    }
  }
}

/**
 * Knows the tokens and the browser sessions of people and programs. One message at a time, so that a
 * revocation is over when it is answered. The mailbox refuses rather than waits: a client is told to come
 * again, instead of hanging.
 */
export const accessActor: ActorDefinition<AccessMessage, AccessState, AccessArgs> = {
  kind: "access",
  mailbox: { capacity: 4096, whenFull: "fail" },
  urgent: true,
  init: (ctx, { store, crypto = webCrypto }) => ({
    store,
    crypto,
    book: new CredentialBook(store, ctx.monotonicMs()),
    limit: new LoginLimit(),
    useSavedAtMs: new Map(),
  }),
  handle,
};
