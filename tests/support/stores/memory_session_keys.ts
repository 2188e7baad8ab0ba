import { maskKey } from "../../../actors/session_keys/masked_key.ts";
import type {
  KeyVerification,
  NewSessionKey,
  OldKeySaved,
  SessionKeyStore,
  StoredSessionKey,
} from "../../../actors/session_keys/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** Session keys in memory; `gate` holds, fails and counts what is written. */
export class MemorySessionKeys implements SessionKeyStore {
  readonly gate = new CommitGate();
  /** With their secrets, in the order in which they were saved. */
  readonly saved: (NewSessionKey & { readonly keyId: string })[] = [];
  readonly verifications = new Map<string, KeyVerification>();

  async save(key: NewSessionKey): Promise<StoredSessionKey> {
    let keyId = "";
    await this.gate.pass(() => {
      const newest = this.#of(key.serverId, key.container).at(-1);
      if (newest?.sessionKey === key.sessionKey) keyId = newest.keyId;
      else {
        keyId = `key_${this.saved.length + 1}`;
        this.saved.push({ ...key, keyId });
      }
    });
    const stored = this.saved.find((each) => each.keyId === keyId);
    if (!stored) throw new Error(`the key ${keyId} was not saved`);
    return this.#view(stored);
  }

  async saveOld(key: NewSessionKey): Promise<OldKeySaved> {
    const known = this.holding(key.serverId, key.container, key.sessionKey);
    if (known) return { full: false, stored: known, added: false };
    const saved = { ...key, keyId: `key_${this.saved.length + 1}` };
    await this.gate.pass(() => void this.saved.unshift(saved));
    return { full: false, stored: this.#view(saved), added: true };
  }

  recordVerification(verification: KeyVerification): Promise<void> {
    return this.gate.pass(() => {
      this.verifications.set(verification.keyId, verification);
    });
  }

  newest(): readonly StoredSessionKey[] {
    const newest = new Map(this.saved.map((key) => [`${key.serverId}/${key.container}`, key]));
    return [...newest.values()].map((key) => this.#view(key));
  }

  history(serverId: string, container: string, limit: number): readonly StoredSessionKey[] {
    return this.#of(serverId, container).reverse().slice(0, limit).map((key) => this.#view(key));
  }

  holding(serverId: string, container: string, secret: string): StoredSessionKey | undefined {
    const key = this.#of(serverId, container).find(({ sessionKey }) => sessionKey === secret);
    return key && this.#view(key);
  }

  find(keyId: string): StoredSessionKey | undefined {
    const key = this.saved.find((each) => each.keyId === keyId);
    return key && this.#view(key);
  }

  reveal(keyId: string): string | undefined {
    return this.saved.find((key) => key.keyId === keyId)?.sessionKey;
  }

  #of(serverId: string, container: string) {
    return this.saved.filter((key) => key.serverId === serverId && key.container === container);
  }

  #view(key: MemorySessionKeys["saved"][number]): StoredSessionKey {
    const { keyId, serverId, container, sessionKey, source, at } = key;
    const masked = maskKey(sessionKey);
    const verification = this.verifications.get(keyId) ?? null;
    return { keyId, serverId, container, masked, source, at, verification };
  }
}
