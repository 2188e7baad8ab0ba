import { auditLines } from "../audit/audit_line.ts";
import { SYSTEM } from "../audit/author.ts";
import { type AccessCrypto, isExpired, newToken, webCrypto } from "./credentials.ts";
import { type AccessChange, type AccessStore, RIGHTS, type TokenRecord } from "./messages.ts";
import { tokenCreated } from "./tokens.ts";

/** The id of the token that the configuration gives: one at a time, so that a new one replaces the old. */
const CONFIGURED_ID = "tok_configured";

/** A chosen token must be no shorter: anybody on the network may guess at it. */
export const MIN_GIVEN_TOKEN_CHARS = 16;

/** What {@link ensureAdminToken} needs beside the store. `now` is epoch milliseconds. */
export interface AdminTokenOptions {
  readonly now: number;
  /** An admin token chosen by whoever starts the control host; 16 characters or more. */
  readonly given?: string;
  readonly crypto?: AccessCrypto;
}

/**
 * Sees to it that somebody can sign in as admin. With a `given` token: that one works, and one given earlier
 * does not any more. Without: when no valid admin token exists, one is made.
 *
 * Answers the secret of a token that was made, to be shown once; null when there is nothing to show.
 * Throws a `RangeError` for a `given` token that is too short, and a `StorageError` when it cannot be saved.
 */
export async function ensureAdminToken(
  store: AccessStore,
  options: AdminTokenOptions,
): Promise<{ readonly secret: string } | null> {
  const { now, given, crypto = webCrypto } = options;
  if (given !== undefined) {
    await saveGiven(store, given, now, crypto);
    return null;
  }
  if (store.tokens().some((token) => token.role === "admin" && !isExpired(token, now))) return null;
  const { secret, record } = await newToken(adminDraft("first admin", now), crypto);
  const lines = auditLines(SYSTEM, now, tokenCreated(record));
  await store.commit([{ type: "tokenSaved", token: record }], lines);
  return { secret };
}

async function saveGiven(
  store: AccessStore,
  given: string,
  now: number,
  crypto: AccessCrypto,
): Promise<void> {
  if (given.length < MIN_GIVEN_TOKEN_CHARS) {
    throw new RangeError(
      `the admin token must have at least ${MIN_GIVEN_TOKEN_CHARS} characters, this one has ${given.length}`,
    );
  }
  const hash = await crypto.sha256Hex(given);
  const tokens = store.tokens();
  if (tokens.some((token) => token.hash === hash && token.role === "admin")) return;
  const before = tokens.find((token) => token.id === CONFIGURED_ID);
  const token: TokenRecord = {
    ...adminDraft("configured admin", now),
    id: CONFIGURED_ID,
    lastUsedAt: null,
    hash,
  };
  const changes: AccessChange[] = [{ type: "tokenSaved", token }];
  // Removing it first ends the sessions that the old secret had opened.
  if (before) changes.unshift({ type: "tokenRemoved", id: CONFIGURED_ID });
  await store.commit(changes, auditLines(SYSTEM, now, tokenCreated(token)));
}

/** The owner of the control host may do everything. */
function adminDraft(name: string, createdAt: number) {
  return { name, role: "admin", rights: RIGHTS, createdAt, expiresAt: null } as const;
}
