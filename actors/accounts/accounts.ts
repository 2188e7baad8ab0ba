import { signInRefused } from "../access/messages.ts";
import { LoginLimit } from "../access/login_limit.ts";
import type { ActorDefinition, Context } from "../kernel/mod.ts";
import { addAccount, infoOf, removeAccount } from "./account_book.ts";
import type { AccountsArgs, AccountsState } from "./accounts_state.ts";
import { bindToken, checkToken } from "./device_tokens.ts";
import { logIn } from "./log_in.ts";
import type { AccountsMessage, LogIn } from "./messages.ts";

export type { AccountsArgs } from "./accounts_state.ts";

/**
 * Knows the accounts and tokens of devices. It never waits for a password to be hashed: that takes a tenth of a
 * second on another thread, and a token must be told good or bad meanwhile.
 */
export const accountsActor: ActorDefinition<AccountsMessage, AccountsState, AccountsArgs> = {
  kind: "accounts",
  mailbox: { capacity: 4096, whenFull: "fail" },
  init: (_ctx, args) => ({ ...args, limit: new LoginLimit(), hashing: 0 }),
  handle,
};

function handle(
  state: AccountsState,
  message: AccountsMessage,
  ctx: Context<AccountsMessage>,
): void {
  switch (message.type) {
    case "checkDeviceToken":
      return ctx.reply(message, checkToken(state, message.token));
    case "listAccounts":
      return ctx.reply(message, state.store.accounts().map(infoOf));
    case "logIn":
      return answer(message, ctx, logInAndTell(state, message, ctx));
    case "bindDeviceToken":
      return answer(message, ctx, bindToken(state, message, ctx.now()));
    case "addAccount":
      return answer(message, ctx, addAccount(state, message, ctx.now()));
    case "removeAccount":
      return answer(message, ctx, removeAccount(state, message, ctx.now()));
  }
}

/** A device that is not let in is told of. */
async function logInAndTell(
  state: AccountsState,
  message: LogIn,
  ctx: Context<AccountsMessage>,
): ReturnType<typeof logIn> {
  const { correlationId } = ctx;
  const outcome = await logIn(state, message, {
    now: () => ctx.now(),
    monotonicMs: () => ctx.monotonicMs(),
    correlationId,
  });
  if (!outcome.ok && outcome.refusal.code === "unauthorized") {
    ctx.publish(signInRefused, { address: message.address, door: "devices" });
  }
  return outcome;
}

/** Answers when the work is done; a fault of it is the asker's to see, and no reason to crash. */
function answer<Q extends Extract<AccountsMessage, object>>(
  question: Q,
  ctx: Context<AccountsMessage>,
  work: Promise<Parameters<ReturnType<typeof ctx.defer<Q>>["ok"]>[0]>,
): void {
  const reply = ctx.defer(question);
  work.then((outcome) => reply.ok(outcome), (cause) => reply.fail(cause));
}
