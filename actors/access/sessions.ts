import { accept } from "../outcome.ts";
import { type AccessOrder, type AccessState, save, type Time } from "./access_state.ts";
import { checkToken, identityOf } from "./authentication.ts";
import type { CredentialBook } from "./credential_book.ts";
import { newSecret } from "./credentials.ts";
import type { AccessChange, SessionRecord } from "./messages.ts";

/** How long a browser stays signed in: a working day and the evening's show, then the token is asked for. */
export const SESSION_MS = 12 * 60 * 60_000;

/** Browser sessions at once; past it the oldest ends. A site has some dozens of people. */
export const MAX_SESSIONS = 1_000;

/** Opens a browser session for a token; it ends with the token, or after {@link SESSION_MS}. */
export async function signIn(
  state: AccessState,
  question: Pick<AccessOrder<"signIn">, "token" | "address">,
  time: Time,
) {
  const found = await checkToken(state, question.token, question.address, time);
  if (!found.ok) return found;
  const token = found.value;
  const now = time.now();
  const secret = newSecret(state.crypto);
  const session: SessionRecord = {
    hash: await state.crypto.sha256Hex(secret),
    tokenId: token.id,
    csrfToken: newSecret(state.crypto),
    createdAt: now,
    expiresAt: Math.min(now + SESSION_MS, token.expiresAt ?? Infinity),
  };
  const ended = endedSessions(state.book, now);
  const changes = ended.map(({ hash }): AccessChange => ({ type: "sessionRemoved", hash }));
  const saved = await save(state, [...changes, { type: "sessionSaved", session }]);
  if (!saved.ok) return saved;
  ended.forEach(({ hash }) => state.book.dropSession(hash));
  state.book.keepSession(session);
  const identity = identityOf(token, session);
  return accept({ secret, identity, expiresAt: session.expiresAt });
}

/** Ends a browser session; one that has ended already is no error. Rejects when it cannot be saved. */
export async function signOut(state: AccessState, secret: string): Promise<null> {
  const hash = await state.crypto.sha256Hex(secret);
  await state.store.commit([{ type: "sessionRemoved", hash }]);
  state.book.dropSession(hash);
  return null;
}

/** Sessions to remove before one more is opened. */
function endedSessions(book: CredentialBook, now: number): readonly SessionRecord[] {
  const dead = book.deadSessions(now);
  if (dead.length > 0) return dead;
  return book.sessions().slice(0, Math.max(0, book.sessions().length - MAX_SESSIONS + 1));
}
