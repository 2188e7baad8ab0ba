import { type AuditLine, auditLines } from "../audit/audit_line.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { findAccount } from "./account_book.ts";
import { type AccountsState, save } from "./accounts_state.ts";
import type { AccountRecord, LogIn } from "./messages.ts";

/** Bytes of a token: 160 bits are 40 hex digits, the length that fielded clients know. */
const TOKEN_BYTES = 20;
/** Passwords hashed at once: each takes some 16 MB and a thread of the runtime's four for a tenth of a second. */
const MAX_HASHING = 4;
const BUSY_MS = 1_000;
/** Stands for an account that is not there, so that its absence takes as long as a wrong password. */
const NOBODY = "nobody";

/** Signs a device in. What was wrong, name or password, is not said. */
export async function logIn(
  state: AccountsState,
  { identifier, password, address }: Pick<LogIn, "identifier" | "password" | "address">,
  time: {
    now(): number;
    monotonicMs(): number;
    readonly correlationId?: string | undefined;
  },
): Promise<Outcome<{ readonly token: string }>> {
  const retryAfterMs = state.limit.waitMs(address, time.monotonicMs());
  if (retryAfterMs > 0) {
    return refuse("rateLimited", `too many failed logins from ${address}`, { retryAfterMs });
  }
  if (state.hashing >= MAX_HASHING) {
    return refuse("rateLimited", "too many logins at once", { retryAfterMs: BUSY_MS });
  }
  const account = await withPassword(state, identifier, password);
  if (account !== undefined) {
    const { id, userName } = account;
    const author = {
      name: userName,
      address,
      tokenId: null,
      correlationId: time.correlationId ?? null,
    };
    const facts = { kind: "account.signedIn", key: id, name: userName } as const;
    const now = time.now();
    return await issueToken(state, account, now, auditLines(author, now, facts));
  }
  state.limit.failed(address, time.monotonicMs());
  return refuse("unauthorized", "the name or the password is wrong");
}

async function withPassword(
  state: AccountsState,
  identifier: string,
  password: string,
): Promise<AccountRecord | undefined> {
  const account = findAccount(state, identifier);
  state.hashing++;
  try {
    const good = account === undefined
      ? await state.crypto.hashPassword(NOBODY).then(() => false)
      : await state.crypto.verifyPassword(password, account.passwordHash);
    return good ? account : undefined;
  } finally {
    state.hashing--;
  }
}

async function issueToken(
  state: AccountsState,
  account: AccountRecord,
  now: number,
  lines: readonly AuditLine[],
) {
  const token = state.crypto.randomHex(TOKEN_BYTES);
  const hash = state.crypto.sha256Hex(token);
  const saved = await save(state, [
    { type: "accountUsed", id: account.id, at: now },
    {
      type: "deviceTokenSaved",
      token: { hash, accountId: account.id, serverId: null, createdAt: now },
    },
  ], lines);
  return saved.ok ? accept({ token }) : saved;
}
