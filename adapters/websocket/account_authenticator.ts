import type { BindDeviceToken, CheckDeviceToken } from "../../actors/accounts/messages.ts";
import type { ActorRef } from "../../actors/kernel/mod.ts";
import type { Refusal } from "../../actors/outcome.ts";
import type { NodeAuthenticator } from "./authenticator.ts";

/** A token is looked up in memory, and bound by one write; a disk that needs longer is a fault. */
const ASK = { timeoutMs: 10_000 };

const BOUND = { bound: true } as const;

/** Lets in whoever the device accounts, and the policy for tokens, let in. */
export function authenticateByAccounts(
  accounts: ActorRef<CheckDeviceToken | BindDeviceToken>,
): NodeAuthenticator {
  return {
    async admit({ token }) {
      const question: CheckDeviceToken = { type: "checkDeviceToken", token };
      const checked = await accounts.ask(question, ASK);
      return checked.ok
        ? { admitted: true, account: checked.value.account }
        : { admitted: false, ...refusalOf(checked.refusal) };
    },
    async bind({ token }, serverId) {
      // Without a token there is nothing to bind, and `admit` has said whether that will do.
      if (token === null) return BOUND;
      const question: BindDeviceToken = { type: "bindDeviceToken", token, serverId };
      const bound = await accounts.ask(question, ASK);
      return bound.ok ? BOUND : { bound: false, ...refusalOf(bound.refusal) };
    },
  };
}

function refusalOf({ code, detail }: Refusal): { status: 401 | 503; reason: string } {
  return { status: code === "unauthorized" ? 401 : 503, reason: detail };
}
