import { maskKey } from "../../../actors/session_keys/masked_key.ts";
import type { SessionKeyRow, SessionKeyRows } from "../../../actors/session_keys/rows.ts";
import type { KeyVerification, StoredSessionKey } from "../../../actors/session_keys/store.ts";

/** Rows of session keys in memory; behaves as the database does. */
export class MemorySessionKeyRows implements SessionKeyRows {
  readonly rows: SessionKeyRow[] = [];
  readonly #verifications = new Map<string, KeyVerification>();

  add(row: SessionKeyRow): Promise<void> {
    if (!this.rows.some(({ keyId }) => keyId === row.keyId)) this.rows.push(row);
    return Promise.resolve();
  }

  verify(verification: KeyVerification): Promise<void> {
    this.#verifications.set(verification.keyId, verification);
    return Promise.resolve();
  }

  newestRows(): readonly SessionKeyRow[] {
    const newest = new Map(this.#byAge().map((row) => [`${row.serverId}\n${row.container}`, row]));
    return [...newest.entries()].sort(([one], [other]) => one < other ? -1 : 1)
      .map(([, row]) => row);
  }

  beyond(
    serverId: string,
    container: string,
    keep: number,
    limit: number,
  ): readonly Pick<SessionKeyRow, "keyId" | "file">[] {
    const own = this.#of(serverId, container);
    return own.slice(0, Math.max(0, own.length - keep)).slice(0, limit)
      .map(({ keyId, file }) => ({ keyId, file }));
  }

  remove(keyIds: readonly string[]): Promise<void> {
    const left = this.rows.filter(({ keyId }) => !keyIds.includes(keyId));
    this.rows.splice(0, this.rows.length, ...left);
    return Promise.resolve();
  }

  files(): ReadonlySet<string> {
    return new Set(this.rows.map(({ file }) => file));
  }

  holding(serverId: string, container: string, sessionKey: string): StoredSessionKey | undefined {
    const row = this.#of(serverId, container).find((each) => each.sessionKey === sessionKey);
    return row && this.#stored(row);
  }

  count(serverId: string, container: string): number {
    return this.#of(serverId, container).length;
  }

  newest(): readonly StoredSessionKey[] {
    return this.newestRows().map((row) => this.#stored(row));
  }

  history(serverId: string, container: string, limit: number): readonly StoredSessionKey[] {
    return this.#of(serverId, container).reverse().slice(0, limit).map((row) => this.#stored(row));
  }

  find(keyId: string): StoredSessionKey | undefined {
    const row = this.rows.find((each) => each.keyId === keyId);
    return row && this.#stored(row);
  }

  reveal(keyId: string): string | undefined {
    return this.rows.find((row) => row.keyId === keyId)?.sessionKey;
  }

  /** Oldest first; those of an old server go before all others. */
  #byAge(): SessionKeyRow[] {
    const old = this.rows.filter(({ source }) => source === "import");
    return [
      ...old.sort((one, other) => one.at - other.at),
      ...this.rows.filter(({ source }) => source !== "import"),
    ];
  }

  #of(serverId: string, container: string): SessionKeyRow[] {
    return this.#byAge().filter((row) => row.serverId === serverId && row.container === container);
  }

  #stored({ keyId, serverId, container, sessionKey, source, at }: SessionKeyRow): StoredSessionKey {
    const verification = this.#verifications.get(keyId) ?? null;
    return { keyId, serverId, container, masked: maskKey(sessionKey), source, at, verification };
  }
}
