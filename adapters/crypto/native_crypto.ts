import { createHash } from "node:crypto";
import type { AccessCrypto } from "../../actors/access/access.ts";

/**
 * The runtime's cryptography, hashing at once: a token's SHA-256 takes some microseconds, while Web Crypto takes
 * two turns of the event loop for it, which a busy control host feels at every request.
 */
export const nativeCrypto: AccessCrypto = {
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  sha256Hex: (text) => Promise.resolve(createHash("sha256").update(text).digest("hex")),
};
