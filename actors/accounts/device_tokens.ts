import { accept, type Outcome, refuse } from "../outcome.ts";
import { type AccountsState, save } from "./accounts_state.ts";
import type { AnswerOf } from "../kernel/mod.ts";
import type { BindDeviceToken, CheckDeviceToken, DeviceTokenRecord } from "./messages.ts";

/** Tokens of another server that are taken over: twice the largest fleet, as anybody may send one that is made up. */
export const MAX_MIGRATED_TOKENS = 10_000;

/** Whether a device may come in with this token, or without one, as the policy has it. */
export function checkToken(
  state: AccountsState,
  token: string | null,
): AnswerOf<CheckDeviceToken> {
  if (token === null) {
    if (state.policy !== "required") return accept({ account: null, serverId: null });
    return refuse("unauthorized", "a token is required");
  }
  const known = state.store.deviceToken(state.crypto.sha256Hex(token));
  if (known !== undefined) {
    return accept({ account: userNameOf(state, known), serverId: known.serverId });
  }
  if (state.policy === "migrate") return accept({ account: null, serverId: null });
  return refuse("unauthorized", "the token is not known");
}

/** Holds a migrated token to one server id: the first that it is used with. */
export async function bindToken(
  state: AccountsState,
  { token, serverId }: Pick<BindDeviceToken, "token" | "serverId">,
  now: number,
): Promise<Outcome<null>> {
  const checked = checkToken(state, token);
  if (!checked.ok) return checked;
  if (token === null) return accept(null);
  const hash = state.crypto.sha256Hex(token);
  const known = state.store.deviceToken(hash);
  if (known === undefined) {
    if (state.store.migratedTokens() >= MAX_MIGRATED_TOKENS) {
      return refuse("tooMany", `${MAX_MIGRATED_TOKENS} tokens were taken over already`);
    }
    const bound: DeviceTokenRecord = { hash, accountId: null, serverId, createdAt: now };
    const saved = await save(state, [{ type: "deviceTokenSaved", token: bound }]);
    // Two may come with one token at the same moment: the store keeps the first, and the other is told here.
    return saved.ok ? belongsTo(serverId, state.store.deviceToken(hash)) : saved;
  }
  return belongsTo(serverId, known);
}

function belongsTo(serverId: string, token: DeviceTokenRecord | undefined): Outcome<null> {
  if (token !== undefined && (token.serverId === null || token.serverId === serverId)) {
    return accept(null);
  }
  return refuse("unauthorized", "the token belongs to another server id");
}

function userNameOf(state: AccountsState, { accountId }: DeviceTokenRecord): string | null {
  if (accountId === null) return null;
  return state.store.accounts().find(({ id }) => id === accountId)?.userName ?? null;
}
