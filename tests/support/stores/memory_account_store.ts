import type {
  AccountChange,
  AccountRecord,
  AccountStore,
  DeviceTokenRecord,
} from "../../../actors/accounts/messages.ts";

/** Device accounts in memory; `failure` makes every write fail. */
export class MemoryAccountStore implements AccountStore {
  failure: Error | undefined;
  readonly #accounts = new Map<string, AccountRecord>();
  readonly #tokens = new Map<string, DeviceTokenRecord>();

  commit(changes: readonly AccountChange[]): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    for (const change of changes) this.#apply(change);
    return Promise.resolve();
  }

  accounts(): readonly AccountRecord[] {
    return [...this.#accounts.values()];
  }

  account(id: string): AccountRecord | undefined {
    return this.#accounts.get(id);
  }

  migratedTokens(): number {
    return [...this.#tokens.values()].filter(({ accountId }) => accountId === null).length;
  }

  deviceToken(hash: string): DeviceTokenRecord | undefined {
    return this.#tokens.get(hash);
  }

  #apply(change: AccountChange): void {
    switch (change.type) {
      case "accountAdded":
        return void this.#accounts.set(change.account.id, change.account);
      case "accountUsed":
        return this.#use(change.id, change.at);
      case "accountRemoved":
        return this.#remove(change.id);
      case "deviceTokenSaved":
        return this.#saveToken(change.token);
    }
  }

  #use(id: string, lastLoginAt: number): void {
    const account = this.#accounts.get(id);
    if (account) this.#accounts.set(id, { ...account, lastLoginAt });
  }

  #remove(id: string): void {
    this.#accounts.delete(id);
    for (const token of this.#tokens.values()) {
      if (token.accountId === id) this.#tokens.delete(token.hash);
    }
  }

  #saveToken(token: DeviceTokenRecord): void {
    if (token.accountId !== null && !this.#accounts.has(token.accountId)) return;
    const serverId = this.#tokens.get(token.hash)?.serverId ?? token.serverId;
    this.#tokens.set(token.hash, { ...token, serverId });
  }
}
