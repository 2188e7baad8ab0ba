/**
 * The session keys that a rotation answers: found in every build's words, and kept out of what people read.
 *
 * @example
 * ```ts
 * readRotatedKey("새 세션 키: 0x" + "ab".repeat(128)); // "0xabab…"
 * withoutKeys({ session_key: "0x" + "ab".repeat(128) }); // { session_key: "0xabababab…" }
 * ```
 * @module
 */
import { z } from "zod";
import type { WireJson } from "./events.ts";
import { isPayload } from "./fields.ts";

/** A key has at least 32 bytes; keys of all kinds follow each other without a gap. */
const MIN_BYTES = 32;
/** Five kinds of key have 161 bytes; a chain with many more has room. */
const MAX_BYTES = 1_024;
const HEX = `0x(?:[0-9a-fA-F]{2}){${MIN_BYTES},${MAX_BYTES}}`;
const WHOLE = new RegExp(`^${HEX}$`);
// A longer run of digits than a key may have is no key, and neither is a part of it.
const ANYWHERE = new RegExp(`(?<![0-9a-zA-Z])${HEX}(?![0-9a-zA-Z])`, "g");
/** Enough to tell two keys apart, and to find one in a list. */
const SHOWN_CHARS = 10;

/** Session keys as `author_rotateKeys` answers them: `0x`, then 32 to 1,024 bytes in hexadecimal digits. */
export const SessionKey = z.string().regex(WHOLE, "must be 0x and 32 to 1,024 bytes in hex");

/**
 * The new key in the result of `rotate_keys`: fielded builds answer a sentence that ends with it, the node guide
 * (section 3.2) an object with `session_key`. Null when there is none, or more than one and no way to tell.
 */
export function readRotatedKey(result: WireJson): string | null {
  if (typeof result === "string") {
    const found = new Set(result.match(ANYWHERE) ?? []);
    const [only] = found;
    return found.size === 1 && only !== undefined ? only : null;
  }
  if (!isPayload(result)) return null;
  const key = result.session_key;
  return typeof key === "string" && WHOLE.test(key) ? key : null;
}

/** A copy of a result in which every key is cut to its first eight digits: for the ledger, the log and the API. */
export function withoutKeys(result: WireJson): WireJson {
  if (typeof result === "string") return withoutKeysIn(result);
  if (Array.isArray(result)) return result.map(withoutKeys);
  if (!isPayload(result)) return result;
  const entries = Object.entries(result as { readonly [key: string]: WireJson });
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutKeys(value)]));
}

/** As {@link withoutKeys}, for one text. */
export function withoutKeysIn(text: string): string {
  return text.replace(ANYWHERE, (key) => `${key.slice(0, SHOWN_CHARS)}…`);
}
