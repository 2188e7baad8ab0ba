import type { LoginLimit } from "../access/login_limit.ts";
import type { AuditLine } from "../audit/audit_line.ts";
import { accept, type Outcome } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import type { AccountChange, AccountCrypto, AccountStore, TokenPolicy } from "./messages.ts";

/** What the accounts are started with. */
export interface AccountsArgs {
  readonly store: AccountStore;
  readonly crypto: AccountCrypto;
  readonly policy: TokenPolicy;
}

/** The state of the actor; what is durable is in the store. */
export interface AccountsState extends AccountsArgs {
  readonly limit: LoginLimit;
  /** Passwords that are being hashed now. */
  hashing: number;
}

/** Puts changes on the disk, with their `lines` of the trail; a full one is a refusal, not a crash. */
export async function save(
  state: AccountsState,
  changes: readonly AccountChange[],
  lines: readonly AuditLine[] = [],
): Promise<Outcome<null>> {
  try {
    await state.store.commit(changes, lines);
    return accept(null);
  } catch (cause) {
    return refuseStorage(cause);
  }
}
