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
const DIGITS = `(?:[0-9a-fA-F]{2}){${MIN_BYTES},${MAX_BYTES}}`;
const WHOLE = new RegExp(`^(?:0[xX])?${DIGITS}$`);
// A longer run of digits than a key may have is no key, and neither is a part of it.
const ANYWHERE = new RegExp(`(?<![0-9a-zA-Z])0[xX]${DIGITS}(?![0-9a-zA-Z])`, "g");
/** Fields that hold nothing but keys, so that `0x` may be left out. */
const KEY_FIELD = /^session_?keys?(?:_hex)?$/i;
/** Enough to tell two keys apart, and to find one in a list. */
const SHOWN_CHARS = 10;

/**
 * Session keys: 32 to 1,024 bytes in hexadecimal digits. `author_rotateKeys` answers small ones with `0x` before them;
 * large ones, `0X` and none at all name the same key, and come out in that one spelling.
 */
export const SessionKey = z.string().trim()
  .regex(WHOLE, "must be 0x and 32 to 1,024 bytes in hex")
  .transform(spelled);

function spelled(key: string): string {
  return `0x${key.replace(/^0x/i, "").toLowerCase()}`;
}

/**
 * The new key in the result of `rotate_keys`: fielded builds answer a sentence that ends with it, the node guide
 * (section 3.2) an object with `session_key`. Null when there is none, or more than one and no way to tell.
 */
export function readRotatedKey(result: WireJson): string | null {
  if (typeof result === "string") {
    const found = new Set(result.match(ANYWHERE)?.map(spelled));
    const [only] = found;
    return found.size === 1 && only !== undefined ? only : null;
  }
  if (!isPayload(result)) return null;
  return SessionKey.safeParse(result.session_key).data ?? null;
}

/** A copy of a result in which every key is cut to its first eight digits: for the ledger, the log and the API. */
export function withoutKeys(result: WireJson): WireJson {
  if (typeof result === "string") return withoutKeysIn(result);
  if (Array.isArray(result)) return result.map(withoutKeys);
  if (!isPayload(result)) return result;
  const entries = Object.entries(result as { readonly [key: string]: WireJson });
  return Object.fromEntries(entries.map(([name, value]) => {
    const bare = KEY_FIELD.test(name) ? SessionKey.safeParse(value).data : undefined;
    return [name, withoutKeys(bare ?? value)];
  }));
}

/** As {@link withoutKeys}, for one text. */
export function withoutKeysIn(text: string): string {
  return text.replace(ANYWHERE, (key) => `${key.slice(0, SHOWN_CHARS)}…`);
}
