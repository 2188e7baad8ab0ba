/** How a session key reached us: as a message of its own, in the answer to a rotation, or from the files of an old server. */
export type SessionKeySource = "key_update" | "rotate_keys" | "fielded_text" | "import";

/** A session key on its way to the disk. */
export interface NewSessionKey {
  readonly serverId: string;
  /** A container name as Docker allows it. */
  readonly container: string;
  /** Secret: never in a log, an error, an event or an address. Opaque: its length differs between chains. */
  readonly sessionKey: string;
  readonly source: SessionKeySource;
  /** Epoch ms at which we received it; of an `import`, at which the old server did. */
  readonly at: number;
}

/** Whether the container was found to hold the key that it had told us. */
export interface KeyVerification {
  readonly keyId: string;
  /** False: the container says that it does not hold the key, or it could not be asked (`detail` says which). */
  readonly verified: boolean;
  /** One sentence for people, without the key. */
  readonly detail: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A stored session key as anybody may see it. */
export interface StoredSessionKey {
  /** Names the key without telling it: 1 to 64 letters, digits, `_` and `-`. */
  readonly keyId: string;
  readonly serverId: string;
  readonly container: string;
  /** As {@link maskKey} writes it. */
  readonly masked: string;
  readonly source: SessionKeySource;
  readonly at: number;
  /** The newest verification; null while there was none. */
  readonly verification: KeyVerification | null;
}

/** What became of a key that an old server had. `added` is false for one that was there. */
export type OldKeySaved =
  | { readonly full: false; readonly stored: StoredSessionKey; readonly added: boolean }
  | { readonly full: true };

/**
 * Durable storage of session keys. Keys of the source `import` are older than all others of their container, and among
 * themselves as old as they say; all others are in the order in which they were saved. A promise that resolves means that the file, its latest link and the row are on
 * the disk; it rejects with a {@link StorageError}. Reads see everything that has settled.
 */
export interface SessionKeyStore {
  /**
   * Saves a key. The newest key of a container again gives the record that is there already: a client may tell one
   * rotation twice, as a message and as an answer.
   */
  save(key: NewSessionKey): Promise<StoredSessionKey>;
  /**
   * Saves a key that an old server had, unless the container's history has it. `full`: as many keys of the container
   * are there as are kept, and none of them makes room for an old one.
   */
  saveOld(key: NewSessionKey): Promise<OldKeySaved>;
  /** Records what a check found. A key id that nobody knows is ignored. */
  recordVerification(verification: KeyVerification): Promise<void>;
  /** The newest key of each container, masked. */
  newest(): readonly StoredSessionKey[];
  /** Every key of a container, newest first, masked; at most `limit`. */
  history(serverId: string, container: string, limit: number): readonly StoredSessionKey[];
  /** This very key, masked, if the container's history has it. */
  holding(serverId: string, container: string, sessionKey: string): StoredSessionKey | undefined;
  /** One key, masked. */
  find(keyId: string): StoredSessionKey | undefined;
  /** The key itself, for its registration, and for the command that asks a container whether it holds it; undefined: not known. */
  reveal(keyId: string): string | undefined;
}
