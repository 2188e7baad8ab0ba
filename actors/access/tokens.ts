import { type AuditFacts, auditLines } from "../audit/audit_line.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { type AccessOrder, type AccessState, save, type Time } from "./access_state.ts";
import { isExpired, newToken, tokenInfo } from "./credentials.ts";
import type { TokenRecord } from "./messages.ts";

/** Tokens that may exist: each is read into memory. */
export const MAX_TOKENS = 1_000;

/** Makes a token. Names are unique, because the ledger and the audit trail know people by them. */
export async function createToken(
  state: AccessState,
  question: Pick<AccessOrder<"createToken">, "name" | "role" | "rights" | "expiresAt" | "author">,
  time: Time,
) {
  state.book.reread(time.monotonicMs(), 0);
  const { name, role, rights, expiresAt, author } = question;
  const tokens = state.book.tokens();
  if (tokens.length >= MAX_TOKENS) {
    return refuse("tooMany", `there are ${MAX_TOKENS} tokens already`);
  }
  if (tokens.some((token) => token.name === name)) {
    return refuse("conflict", `a token named ${JSON.stringify(name)} exists`, { field: "name" });
  }
  const createdAt = time.now();
  if (isExpired({ expiresAt }, createdAt)) {
    return refuse("invalid", "must be in the future", { field: "expiresAt" });
  }
  const { secret, record } = await newToken(
    { name, role, rights: [...rights], createdAt, expiresAt },
    state.crypto,
  );
  const lines = auditLines(author, createdAt, tokenCreated(record));
  const saved = await save(state, [{ type: "tokenSaved", token: record }], lines);
  if (!saved.ok) return saved;
  state.book.keepToken(record);
  return accept({ token: tokenInfo(record), secret });
}

/** What the trail says of a new token: never its secret, nor the hash of that. */
export function tokenCreated(token: TokenRecord): AuditFacts {
  return { kind: "token.created", key: token.id, name: token.name, after: factsOf(token) };
}

function factsOf({ name, role, rights, expiresAt }: TokenRecord) {
  return { name, role, rights, expiresAt };
}

/** Ends a token and its sessions. */
export async function revokeToken(
  state: AccessState,
  { id, author }: Pick<AccessOrder<"revokeToken">, "id" | "author">,
  time: Time,
): Promise<Outcome<null>> {
  state.book.reread(time.monotonicMs(), 0);
  const token = state.book.tokens().find((candidate) => candidate.id === id);
  if (!token) return refuse("notFound", `there is no token ${JSON.stringify(id)}`);
  const facts = {
    kind: "token.revoked",
    key: id,
    name: token.name,
    before: factsOf(token),
  } as const;
  const lines = auditLines(author, time.now(), facts);
  const saved = await save(state, [{ type: "tokenRemoved", id }], lines);
  if (!saved.ok) return saved;
  state.book.dropToken(token);
  state.useSavedAtMs.delete(id);
  state.book.deadSessions(time.now()).forEach(({ hash }) => state.book.dropSession(hash));
  return saved;
}
