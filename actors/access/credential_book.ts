import { isExpired } from "./credentials.ts";
import type { AccessStore, SessionRecord, TokenRecord } from "./messages.ts";

/** An unknown token makes us look again at most this often, so that guessing does not read the disk. */
export const REREAD_UNKNOWN_MS = 1_000;

/** A token revoked by a command line beside us stops working within this time. */
export const REREAD_KNOWN_MS = 5_000;

/** The tokens and sessions in memory, kept in step with a store that others may write to. */
export class CredentialBook {
  readonly #store: Pick<AccessStore, "tokens" | "sessions">;
  readonly #tokens = new Map<string, TokenRecord>();
  readonly #sessions = new Map<string, SessionRecord>();
  #readAtMs: number;

  /** `nowMs` is monotonic. */
  constructor(store: Pick<AccessStore, "tokens" | "sessions">, nowMs: number) {
    this.#store = store;
    this.#readAtMs = nowMs;
    this.#readTokens();
    for (const session of store.sessions()) this.#sessions.set(session.hash, session);
  }

  /** The token with this hash, read again from the store when it is unknown or was last read long ago. */
  token(hash: string, nowMs: number): TokenRecord | undefined {
    this.reread(nowMs, this.#tokens.has(hash) ? REREAD_KNOWN_MS : REREAD_UNKNOWN_MS);
    return this.#tokens.get(hash);
  }

  /** The session with this hash and its token; undefined when either is gone. */
  session(
    hash: string,
    nowMs: number,
  ): { readonly session: SessionRecord; readonly token: TokenRecord } | undefined {
    const session = this.#sessions.get(hash);
    if (!session) return undefined;
    this.reread(nowMs, REREAD_KNOWN_MS);
    const token = this.tokens().find((candidate) => candidate.id === session.tokenId);
    return token && { session, token };
  }

  /** Every token, in the order they were made. */
  tokens(): readonly TokenRecord[] {
    return [...this.#tokens.values()];
  }

  /** Every session, the oldest first. */
  sessions(): readonly SessionRecord[] {
    return [...this.#sessions.values()];
  }

  /** Sessions that have ended by `now` (epoch milliseconds), or whose token has gone. */
  deadSessions(now: number): readonly SessionRecord[] {
    const ids = new Set(this.tokens().map((token) => token.id));
    return this.sessions().filter((each) => isExpired(each, now) || !ids.has(each.tokenId));
  }

  /** Takes over what was saved. */
  keepToken(token: TokenRecord): void {
    this.#tokens.set(token.hash, token);
  }

  keepSession(session: SessionRecord): void {
    this.#sessions.set(session.hash, session);
  }

  dropToken(token: TokenRecord): void {
    this.#tokens.delete(token.hash);
  }

  dropSession(hash: string): void {
    this.#sessions.delete(hash);
  }

  /** Reads the tokens again when the last time was `olderThanMs` ago or more. */
  reread(nowMs: number, olderThanMs: number): void {
    if (nowMs - this.#readAtMs < olderThanMs) return;
    this.#readAtMs = nowMs;
    this.#readTokens();
  }

  #readTokens(): void {
    const usedAt = new Map(this.tokens().map((token) => [token.id, token.lastUsedAt]));
    this.#tokens.clear();
    for (const token of this.#store.tokens()) {
      // A last use that is not saved yet is newer than what the store says.
      const lastUsedAt = later(usedAt.get(token.id) ?? null, token.lastUsedAt);
      this.#tokens.set(token.hash, { ...token, lastUsedAt });
    }
  }
}

function later(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
