import { accept, type Outcome, refuse } from "../outcome.ts";
import type { AccessOrder, AccessState, Time } from "./access_state.ts";
import { isExpired } from "./credentials.ts";
import type { Identity, SessionRecord, TokenRecord } from "./messages.ts";

/** The last use of a token is saved at most this often, so that reading the API writes nothing to speak of. */
export const SAVE_USE_EVERY_MS = 60_000;

/** Checks a token or a session. Only tokens count towards the limit: a forgotten browser tab is no attack. */
export async function authenticate(
  state: AccessState,
  question: Pick<AccessOrder<"authenticate">, "credential" | "address">,
  time: Time,
): Promise<Outcome<Identity>> {
  const { kind, secret } = question.credential;
  if (kind === "session") return await authenticateSession(state, secret, time);
  const found = await checkToken(state, secret, question.address, time);
  return found.ok ? accept(identityOf(found.value)) : found;
}

/**
 * The valid token with this secret; failures count towards the limit of the address, which holds back whatever was not
 * good from there before.
 */
export async function checkToken(
  state: AccessState,
  secret: string,
  address: string,
  time: Time,
): Promise<Outcome<TokenRecord>> {
  const nowMs = time.monotonicMs();
  const hash = await state.crypto.sha256Hex(secret);
  const retryAfterMs = state.limit.waitMs(address, nowMs);
  if (retryAfterMs > 0 && !state.limit.wasGood(address, hash)) {
    return refuse("rateLimited", `too many failed logins from ${address}`, { retryAfterMs });
  }
  const token = state.book.token(hash, nowMs);
  if (!token || isExpired(token, time.now())) {
    state.limit.failed(address, nowMs, hash);
    return refuse("unauthorized", token ? "the token has expired" : "the token is not known");
  }
  state.limit.succeeded(address, hash);
  noteUse(state, token, time);
  return accept(token);
}

/** Keeps the time of a use in memory, and now and then on the disk; losing it harms nobody. */
function noteUse(state: AccessState, token: TokenRecord, time: Time): void {
  const used = { ...token, lastUsedAt: time.now() };
  state.book.keepToken(used);
  const savedAtMs = state.useSavedAtMs.get(token.id);
  const nowMs = time.monotonicMs();
  if (savedAtMs !== undefined && nowMs - savedAtMs < SAVE_USE_EVERY_MS) return;
  state.useSavedAtMs.set(token.id, nowMs);
  // Somebody beside us may have revoked it: saving it then would bring it back.
  state.book.reread(nowMs, 0);
  if (!state.book.tokens().some((kept) => kept.id === token.id)) return;
  state.store.commit([{ type: "tokenSaved", token: used }]).catch(() => {
    // A full disk must not keep people from looking; the next use tries again in a minute.
  });
}

/** Who a token stands for, by itself or through a session of a browser. */
export function identityOf(token: TokenRecord, session?: SessionRecord): Identity {
  return {
    tokenId: token.id,
    name: token.name,
    role: token.role,
    rights: token.rights,
    csrfToken: session?.csrfToken ?? null,
    // A session ends with its token, however long it was to be.
    expiresAt: session?.expiresAt ?? token.expiresAt,
  };
}

async function authenticateSession(
  state: AccessState,
  secret: string,
  time: Time,
): Promise<Outcome<Identity>> {
  const hash = await state.crypto.sha256Hex(secret);
  const found = state.book.session(hash, time.monotonicMs());
  if (!found || isExpired(found.session, time.now()) || isExpired(found.token, time.now())) {
    return refuse("unauthorized", "the session has ended, sign in again");
  }
  noteUse(state, found.token, time);
  return accept(identityOf(found.token, found.session));
}
