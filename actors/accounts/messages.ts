import type { AuditLine } from "../audit/audit_line.ts";
import type { Authored } from "../audit/author.ts";
import type { Question } from "../kernel/mod.ts";
import type { Outcome } from "../outcome.ts";

/** A device account as people may see it. Times are epoch milliseconds. */
export interface AccountInfo {
  /** `acc_<16 hex digits>`. */
  readonly id: string;
  /** Unique among user names and e-mail addresses, letter case aside. */
  readonly userName: string;
  readonly email: string | null;
  readonly createdAt: number;
  readonly lastLoginAt: number | null;
}

/** An account as it is kept. */
export interface AccountRecord extends AccountInfo {
  /** As {@link AccountCrypto.hashPassword} made it. */
  readonly passwordHash: string;
}

/** A device's token as it is kept: `hash` is the SHA-256 of the token, in hex. */
export interface DeviceTokenRecord {
  readonly hash: string;
  /** Null: issued by another server, and taken over by the migration. */
  readonly accountId: string | null;
  /** The only server id that may use it; null: any. */
  readonly serverId: string | null;
  readonly createdAt: number;
}

/** What a device without a token, or with one that nobody here has issued, is told. */
export const TOKEN_POLICIES = ["optional", "required", "migrate"] as const;
/**
 * `optional`: a device may come without a token, but not with a wrong one. `required`: only with one.
 * `migrate`: as `optional`, and a token that nobody knows is bound to the first server id that uses it.
 */
export type TokenPolicy = typeof TOKEN_POLICIES[number];

/** A device signs in with user name or e-mail address and password; the answer is a token, shown once. */
export interface LogIn extends Question<Outcome<{ readonly token: string }>> {
  readonly type: "logIn";
  readonly identifier: string;
  readonly password: string;
  /** Failures are counted per address, and refused with `rateLimited` past the limit. */
  readonly address: string;
}

/** What a good token, or none where none is needed, stands for. */
export interface TokenOwner {
  /** User name of the account; null where the token belongs to none. */
  readonly account: string | null;
  /** The only server id that may use the token; null: any. */
  readonly serverId: string | null;
}

/** Whether a device may come in with this token, or without one. */
export interface CheckDeviceToken extends Question<Outcome<TokenOwner>> {
  readonly type: "checkDeviceToken";
  readonly token: string | null;
}

/** A device has told its server id: refused when its token belongs to another one. */
export interface BindDeviceToken extends Question<Outcome<TokenOwner>> {
  readonly type: "bindDeviceToken";
  readonly token: string | null;
  readonly serverId: string;
}

/** To the actor that knows the accounts of devices. */
export type AccountsMessage =
  | LogIn
  | CheckDeviceToken
  | BindDeviceToken
  | (Question<readonly AccountInfo[]> & { readonly type: "listAccounts" })
  | (Question<Outcome<AccountInfo>> & Authored & {
    readonly type: "addAccount";
    readonly userName: string;
    readonly email: string | null;
    /** 8 to 256 characters. */
    readonly password: string;
  })
  /** By id or user name; its tokens end with it. */
  | (Question<Outcome<AccountInfo>> & Authored & {
    readonly type: "removeAccount";
    readonly account: string;
  });

export type AccountChange =
  | { readonly type: "accountAdded"; readonly account: AccountRecord }
  /** Of an account that is gone meanwhile it changes nothing. */
  | { readonly type: "accountUsed"; readonly id: string; readonly at: number }
  | { readonly type: "accountRemoved"; readonly id: string }
  /**
   * A token that is bound already stays so. Past the store's limit, the account's oldest tokens end. For an account
   * that is gone none is kept.
   */
  | { readonly type: "deviceTokenSaved"; readonly token: DeviceTokenRecord };

/** Durable storage of accounts; others may write to it beside us. `commit` as in the ledger's store. */
export interface AccountStore {
  commit(changes: readonly AccountChange[], lines?: readonly AuditLine[]): Promise<void>;
  /** By creation. */
  accounts(): readonly AccountRecord[];
  account(id: string): AccountRecord | undefined;
  /** How many tokens of another server were taken over. */
  migratedTokens(): number;
  deviceToken(hash: string): DeviceTokenRecord | undefined;
}

/** What accounts need of cryptography. */
export interface AccountCrypto {
  /** A salted hash that is slow on purpose, with its own parameters in it. */
  hashPassword(password: string): Promise<string>;
  verifyPassword(password: string, passwordHash: string): Promise<boolean>;
  /** Unpredictable, in lower-case hex. */
  randomHex(bytes: number): string;
  sha256Hex(text: string): string;
}
