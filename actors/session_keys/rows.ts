import type { KeyVerification, NewSessionKey, StoredSessionKey } from "./store.ts";

/** A session key as a row: with the key itself. */
export interface SessionKeyRow extends NewSessionKey {
  readonly keyId: string;
  /** Name of its file in the folder of session keys. */
  readonly file: string;
}

/** The part of a session-key store that a database keeps. */
export interface SessionKeyRows {
  /** Resolves when the row is on the disk; one of the source `import` goes below all others. A key id that is there already is left as it is. */
  add(row: SessionKeyRow): Promise<void>;
  /** A key id that nobody knows is ignored. */
  verify(verification: KeyVerification): Promise<void>;
  /** The newest row of each container, with the key, by server id and container. */
  newestRows(): readonly SessionKeyRow[];
  /** The oldest rows of a container beyond its newest `keep`, oldest first; at most `limit`. */
  beyond(
    serverId: string,
    container: string,
    keep: number,
    limit: number,
  ): readonly Pick<SessionKeyRow, "keyId" | "file">[];
  /** Resolves when none of them is on the disk any more. */
  remove(keyIds: readonly string[]): Promise<void>;
  /** Names of the files of all rows. */
  files(): ReadonlySet<string>;
  /** The row of this very key, if the container has it. */
  holding(serverId: string, container: string, sessionKey: string): StoredSessionKey | undefined;
  count(serverId: string, container: string): number;
  newest(): readonly StoredSessionKey[];
  /** Newest first. */
  history(serverId: string, container: string, limit: number): readonly StoredSessionKey[];
  find(keyId: string): StoredSessionKey | undefined;
  reveal(keyId: string): string | undefined;
}
