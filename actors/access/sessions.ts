import { auditLines } from "../audit/audit_line.ts";
import type { Author } from "../audit/author.ts";
import { accept } from "../outcome.ts";
import { type AccessOrder, type AccessState, save, type Time } from "./access_state.ts";
import { checkToken, identityOf } from "./authentication.ts";
import type { CredentialBook } from "./credential_book.ts";
import { newSecret } from "./credentials.ts";
import type { AccessChange, SessionRecord, TokenRecord } from "./messages.ts";

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
  const author = authorOf(token, question.address, time);
  const { expiresAt } = session;
  const facts = {
    kind: "session.opened",
    key: token.id,
    name: token.name,
    after: { expiresAt },
  } as const;
  const saved = await save(
    state,
    [...changes, { type: "sessionSaved", session }],
    auditLines(author, now, facts),
  );
  if (!saved.ok) return saved;
  ended.forEach(({ hash }) => state.book.dropSession(hash));
  state.book.keepSession(session);
  const identity = identityOf(token, session);
  return accept({ secret, identity, expiresAt });
}

function authorOf({ id, name }: TokenRecord, address: string, { correlationId }: Time): Author {
  return { name, address, tokenId: id, correlationId: correlationId ?? null };
}

/** Ends a browser session; one that has ended already is no error. Rejects when it cannot be saved. */
export async function signOut(
  state: AccessState,
  { session: secret, author }: Pick<AccessOrder<"signOut">, "session" | "author">,
  time: Time,
): Promise<null> {
  const hash = await state.crypto.sha256Hex(secret);
  const open = state.book.session(hash, time.monotonicMs());
  const lines = open === undefined ? [] : auditLines(author, time.now(), {
    kind: "session.closed",
    key: open.token.id,
    name: open.token.name,
  });
  await state.store.commit([{ type: "sessionRemoved", hash }], lines);
  state.book.dropSession(hash);
  return null;
}

/** Sessions to remove before one more is opened. */
function endedSessions(book: CredentialBook, now: number): readonly SessionRecord[] {
  const dead = book.deadSessions(now);
  if (dead.length > 0) return dead;
  return book.sessions().slice(0, Math.max(0, book.sessions().length - MAX_SESSIONS + 1));
}
