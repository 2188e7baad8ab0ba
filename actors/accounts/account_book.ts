import { auditLines } from "../audit/audit_line.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { type AccountsState, save } from "./accounts_state.ts";
import type { AccountInfo, AccountRecord, AccountsMessage } from "./messages.ts";

/** Accounts that may exist: one for each of the largest fleet's machines would fit. */
export const MAX_ACCOUNTS = 10_000;
/** Fewer are guessed; more are no help, and cost time to hash. */
export const PASSWORD_CHARS = { least: 8, most: 256 } as const;
/** RFC 5321: as long as the longest e-mail address, which is the longest that a login may name. */
const NAME = /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,254}$/u;
const ID_BYTES = 8;

type AddAccount = Extract<AccountsMessage, { readonly type: "addAccount" }>;
type RemoveAccount = Extract<AccountsMessage, { readonly type: "removeAccount" }>;

/** An account without its password, as people may see it. */
export function infoOf({ passwordHash: _hash, ...info }: AccountRecord): AccountInfo {
  return info;
}

/** The account with this user name or e-mail address; letter case does not count. */
export function findAccount(state: AccountsState, identifier: string): AccountRecord | undefined {
  const wanted = identifier.toLowerCase();
  return state.store.accounts().find((account) => namesOf(account).includes(wanted));
}

/** Makes an account. Nobody may have two: a name or address that is taken is refused. */
export async function addAccount(
  state: AccountsState,
  { userName, email, password, author }: Pick<
    AddAccount,
    "userName" | "email" | "password" | "author"
  >,
  now: number,
): Promise<Outcome<AccountInfo>> {
  const { least, most } = PASSWORD_CHARS;
  if (password.length < least || password.length > most) {
    const detail = `the password must have ${least} to ${most} characters`;
    return refuse("invalid", detail, { field: "password" });
  }
  const bad = Object.entries({ userName, email }).find(([, name]) =>
    name !== null && !NAME.test(name)
  );
  if (bad) {
    const detail = "must have 1 to 254 characters, none of them a control character";
    return refuse("invalid", `${bad[0]} ${detail}`, { field: bad[0] });
  }
  if (state.store.accounts().length >= MAX_ACCOUNTS) {
    return refuse("tooMany", `there are ${MAX_ACCOUNTS} accounts already`);
  }
  const passwordHash = await state.crypto.hashPassword(password);
  for (const [field, name] of Object.entries({ userName, email })) {
    if (name === null || findAccount(state, name) === undefined) continue;
    return refuse("conflict", `an account named ${JSON.stringify(name)} exists`, { field });
  }
  const id = `acc_${state.crypto.randomHex(ID_BYTES)}`;
  const account = { id, userName, email, createdAt: now, lastLoginAt: null, passwordHash };
  const facts = { kind: "account.created", key: id, name: userName, after: { email } } as const;
  const lines = auditLines(author, now, facts);
  const saved = await save(state, [{ type: "accountAdded", account }], lines);
  return saved.ok ? accept(infoOf(account)) : saved;
}

/** Ends an account and its tokens. */
export async function removeAccount(
  state: AccountsState,
  { account: wanted, author }: Pick<RemoveAccount, "account" | "author">,
  now: number,
): Promise<Outcome<AccountInfo>> {
  const account = state.store.accounts().find(({ id }) => id === wanted) ??
    findAccount(state, wanted);
  if (account === undefined) {
    return refuse("notFound", `there is no account ${JSON.stringify(wanted)}`);
  }
  const { id, userName, email } = account;
  const facts = { kind: "account.removed", key: id, name: userName, before: { email } } as const;
  const lines = auditLines(author, now, facts);
  const saved = await save(state, [{ type: "accountRemoved", id }], lines);
  return saved.ok ? accept(infoOf(account)) : saved;
}

function namesOf({ userName, email }: AccountRecord): readonly string[] {
  return [userName, ...(email === null ? [] : [email])].map((name) => name.toLowerCase());
}
