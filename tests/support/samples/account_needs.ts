import type { AccountCrypto, TokenPolicy } from "../../../actors/accounts/messages.ts";
import type { AccountNeeds } from "../../../actors/tree_needs.ts";

/** Hashes that anybody can read, and secrets that count up. */
export function fakeAccountCrypto(): AccountCrypto {
  let made = 0;
  return {
    hashPassword: (password) => Promise.resolve(`hash of ${password}`),
    verifyPassword: (password, hash) => Promise.resolve(hash === `hash of ${password}`),
    randomHex: (bytes) => (++made).toString(16).padStart(2 * bytes, "0"),
    sha256Hex: (text) => `sha of ${text}`,
  };
}

/** Everything that device accounts need, without waiting for hashes. */
export function accountNeeds(policy: TokenPolicy = "optional"): AccountNeeds {
  return { crypto: fakeAccountCrypto(), policy };
}
