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

/** Holds a migrated token to one server id, the first that it is used with; answers as {@link checkToken}. */
export async function bindToken(
  state: AccountsState,
  { token, serverId }: Pick<BindDeviceToken, "token" | "serverId">,
  now: number,
): Promise<AnswerOf<CheckDeviceToken>> {
  const checked = checkToken(state, token);
  if (!checked.ok || token === null) return checked;
  const hash = state.crypto.sha256Hex(token);
  if (state.store.deviceToken(hash) === undefined) {
    const taken = await takeOver(state, { hash, accountId: null, serverId, createdAt: now });
    if (!taken.ok) return taken;
  }
  // Two may come with one token at the same moment: the store keeps the first, and the other is told here.
  const kept = checkToken(state, token);
  if (!kept.ok || kept.value.serverId === null || kept.value.serverId === serverId) return kept;
  return refuse("unauthorized", "the token belongs to another server id");
}

async function takeOver(state: AccountsState, token: DeviceTokenRecord): Promise<Outcome<null>> {
  if (state.store.migratedTokens() >= MAX_MIGRATED_TOKENS) {
    return refuse("tooMany", `${MAX_MIGRATED_TOKENS} tokens were taken over already`);
  }
  return await save(state, [{ type: "deviceTokenSaved", token }]);
}

function userNameOf(state: AccountsState, { accountId }: DeviceTokenRecord): string | null {
  if (accountId === null) return null;
  return state.store.account(accountId)?.userName ?? null;
}
