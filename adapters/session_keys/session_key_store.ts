import type { SessionKeyRow, SessionKeyRows } from "../../actors/session_keys/rows.ts";
import type {
  KeyVerification,
  NewSessionKey,
  OldKeySaved,
  SessionKeyStore,
  StoredSessionKey,
} from "../../actors/session_keys/store.ts";
import { StorageError } from "../../actors/storage_error.ts";
import { KeyFiles } from "./key_files.ts";

/** Where session keys are kept. */
export interface SessionKeyStoreOptions {
  /** `session_keys` in the data folder. */
  readonly folder: string;
  readonly rows: SessionKeyRows;
  /** Keys kept of each container; default: {@link KEPT_EACH}. */
  readonly keepEach?: number;
}

/** Nearly three years of a new key each day. A client that tells of more pushes its own oldest out. */
const KEPT_EACH = 1_000;
/** Removed with each key that is saved, so that a container with too many of them is tidy soon. */
const REMOVED_AT_ONCE = 8;

/**
 * Opens the store of session keys: a file for each key, a link to the newest of each container, and a row. A key
 * whose file was whole when the host died gets the row and link that it lacks.
 *
 * @throws {StorageError} The folder cannot be made, read or written: the environment's fault.
 */
export async function openSessionKeyStore(
  { folder, rows, keepEach = KEPT_EACH }: SessionKeyStoreOptions,
): Promise<SessionKeyStore> {
  const files = await KeyFiles.open(folder);
  for (const row of await files.scan(rows.files())) await rows.add(row);
  for (const row of rows.newestRows()) await files.repairLatest(row);
  return new FileSessionKeyStore(files, rows, keepEach);
}

class FileSessionKeyStore implements SessionKeyStore {
  readonly #files: KeyFiles;
  readonly #rows: SessionKeyRows;
  readonly #keepEach: number;
  /** Keys are saved one after the other, so that the latest link never goes back. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(files: KeyFiles, rows: SessionKeyRows, keepEach: number) {
    this.#files = files;
    this.#rows = rows;
    this.#keepEach = keepEach;
  }

  save(key: NewSessionKey): Promise<StoredSessionKey> {
    return this.#inTurn(() => this.#save(key));
  }

  saveOld(key: NewSessionKey): Promise<OldKeySaved> {
    return this.#inTurn(() => this.#saveOld(key));
  }

  recordVerification(verification: KeyVerification): Promise<void> {
    return this.#rows.verify(verification);
  }

  newest(): readonly StoredSessionKey[] {
    return this.#rows.newest();
  }

  history(serverId: string, container: string, limit: number): readonly StoredSessionKey[] {
    return this.#rows.history(serverId, container, limit);
  }

  holding(serverId: string, container: string, sessionKey: string): StoredSessionKey | undefined {
    return this.#rows.holding(serverId, container, sessionKey);
  }

  find(keyId: string): StoredSessionKey | undefined {
    return this.#rows.find(keyId);
  }

  reveal(keyId: string): string | undefined {
    return this.#rows.reveal(keyId);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const saved = this.#last.then(work);
    this.#last = saved.catch(() => {});
    return saved;
  }

  async #saveOld(key: NewSessionKey): Promise<OldKeySaved> {
    const { serverId, container, sessionKey } = key;
    const known = this.#rows.holding(serverId, container, sessionKey);
    if (known !== undefined) return { full: false, stored: known, added: false };
    if (this.#rows.count(serverId, container) >= this.#keepEach) return { full: true };
    const named = identified({ ...key, source: "import" });
    const row: SessionKeyRow = { ...named, file: await this.#files.saveOld(named) };
    await this.#rows.add(row);
    const stored = this.#rows.find(row.keyId);
    if (stored === undefined) throw new StorageError("failed", "The session key's row is gone.");
    const isNewest = this.#newestOf(serverId, container)?.keyId === row.keyId;
    if (isNewest) await this.#files.repairLatest(row);
    return { full: false, stored, added: true };
  }

  async #save(key: NewSessionKey): Promise<StoredSessionKey> {
    const { serverId, container, sessionKey } = key;
    const known = this.#newestOf(serverId, container);
    if (known !== undefined && this.#rows.reveal(known.keyId) === sessionKey) return known;
    const named = identified(key);
    const row: SessionKeyRow = { ...named, file: await this.#files.save(named) };
    await this.#rows.add(row);
    const stored = this.#newestOf(serverId, container);
    if (stored === undefined) throw new StorageError("failed", "The session key's row is gone.");
    await this.#forgetOld(serverId, container);
    return stored;
  }

  /** The file goes first: one without its row would be taken in at the next start, as the newest. */
  async #forgetOld(serverId: string, container: string): Promise<void> {
    const old = this.#rows.beyond(serverId, container, this.#keepEach, REMOVED_AT_ONCE);
    if (old.length === 0) return;
    try {
      for (const { file } of old) await this.#files.remove(file);
      await this.#rows.remove(old.map(({ keyId }) => keyId));
    } catch {
      // The new key is safe; the next one that is saved tries again.
    }
  }

  #newestOf(serverId: string, container: string): StoredSessionKey | undefined {
    return this.#rows.history(serverId, container, 1)[0];
  }
}

function identified(
  { serverId, container, sessionKey, source, at }: NewSessionKey,
): Omit<SessionKeyRow, "file"> {
  const keyId = `key_${at}_${crypto.randomUUID().slice(0, 8)}`;
  return { serverId, container, sessionKey, source, at, keyId };
}
