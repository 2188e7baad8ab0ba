import { Buffer } from "node:buffer";
import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { AccountCrypto } from "../../actors/accounts/messages.ts";

/** RFC 7914: N = 2^14, r = 8, p = 5 take 16 MB and a tenth of a second here; OWASP names them as sufficient. */
const COST = { N: 16_384, r: 8, p: 5 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const FORM = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([0-9a-f]{32})\$([0-9a-f]{64})$/;

type Cost = { readonly N: number; readonly r: number; readonly p: number };

/** {@link AccountCrypto} by the runtime: scrypt on its thread pool. Hashes read `scrypt$N$r$p$salt$key`. */
export const accountCrypto: AccountCrypto = {
  async hashPassword(password) {
    const salt = randomBytes(SALT_BYTES).toString("hex");
    const key = await derive(password, salt, COST);
    return ["scrypt", COST.N, COST.r, COST.p, salt, key.toString("hex")].join("$");
  },
  async verifyPassword(password, passwordHash) {
    const [, N, r, p, salt, key] = FORM.exec(passwordHash) ?? [];
    if (salt === undefined || key === undefined) return false;
    const derived = await derive(password, salt, { N: Number(N), r: Number(r), p: Number(p) });
    return timingSafeEqual(derived, Buffer.from(key, "hex"));
  },
  randomHex: (bytes) => randomBytes(bytes).toString("hex"),
  sha256Hex: (text) => createHash("sha256").update(text).digest("hex"),
};

function derive(password: string, salt: string, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One password has one form, however a keyboard composed it.
    scrypt(password.normalize("NFC"), Buffer.from(salt, "hex"), KEY_BYTES, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
