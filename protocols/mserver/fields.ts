import { cleanLine } from "../text.ts";

/** What JSON calls an object; nothing about its values is known yet. */
export type Payload = Readonly<Record<string, unknown>>;

/** Longest short word (a status, a node type): people read these in a table cell. */
export const MAX_WORD_CHARS = 64;
/** Longest name or label (host, processor, image): the length of a host name, and more than a screen shows. */
export const MAX_LABEL_CHARS = 255;
/** Containers of one host, ten times what the largest machine of the field runs; entries of any list or map. */
export const MAX_ENTRIES = 256;

/** Below this a time is in seconds (until the year 5138), above it in milliseconds (since 1973). */
const SECONDS_BELOW = 1e11;
/** The last moment that a JavaScript date can hold (ECMA-262, section 21.4.1.1). */
const MAX_EPOCH_MS = 8.64e15;

/** True for what JSON calls an object. */
export function isPayload(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key, or an empty one: builds differ in which nested objects they send. */
export function nested(value: unknown): Payload {
  return isPayload(value) ? value : NOTHING;
}
const NOTHING: Payload = Object.freeze({});

/** A finite number of at least 0; null for anything else. */
export function amount(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && value < Infinity ? value : null;
}

/** A whole number of at least 0; null for anything else. */
export function count(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(value) ? value : null;
}

/** One line that is safe to show; null for what is no text. */
export function label(value: unknown, maxChars = MAX_LABEL_CHARS): string | null {
  return typeof value === "string" ? cleanLine(value, maxChars) : null;
}

/** Epoch milliseconds of a time that builds give in seconds or milliseconds; null for anything else, 0 included. */
export function epochMs(value: unknown): number | null {
  if (typeof value !== "number" || !(value > 0)) return null;
  const ms = Math.round(value < SECONDS_BELOW ? value * 1_000 : value);
  return ms <= MAX_EPOCH_MS ? ms : null;
}
