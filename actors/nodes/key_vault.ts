/** Keys in hand at most: each belongs to a command that waits or runs, and hosts run one at a time. */
const CAPACITY = 4_096;

/**
 * Session keys that people gave with a command. The ledger, which everybody may read, keeps a reference; the key
 * itself stays in memory until the command leaves.
 */
export class KeyVault {
  readonly #keys = new Map<string, string>();
  #next = 0;

  /** Keeps a key. When there are too many, the oldest is forgotten, and its command fails. */
  put(sessionKey: string): string {
    const reference = `ref_${++this.#next}`;
    this.#keys.set(reference, sessionKey);
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > CAPACITY && oldest !== undefined) this.#keys.delete(oldest);
    return reference;
  }

  /** The key of a reference; undefined when it was forgotten. */
  take(reference: string): string | undefined {
    const sessionKey = this.#keys.get(reference);
    this.#keys.delete(reference);
    return sessionKey;
  }
}
