import type { PresetId } from "./events.ts";
import { cleanLine } from "../text.ts";

/** An event's object as the Socket.IO parser hands it over; nothing about its values is known yet. */
export type Payload = Readonly<Record<string, unknown>>;

/**
 * Longest short text (a status word, a client type, a version, a sync state): the longest fielded one has
 * 9 characters, and people read these in a table cell.
 */
export const MAX_WORD_CHARS = 64;
/** Longest address text: an IPv6 address with embedded IPv4 has 45 characters, a zone adds up to 16. */
export const MAX_ADDRESS_CHARS = 64;
/** Longest program name: the file name limit of Windows and Linux file systems. */
export const MAX_PROGRAM_CHARS = 255;
/** Entries read of any list: ten times what a show machine runs, and small enough for a status page. */
export const MAX_LIST_ENTRIES = 256;

/** True for what JSON calls an object. */
export function isPayload(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key, or an empty one: builds differ in which nested objects they send. */
export function nested(value: unknown): Payload {
  return isPayload(value) ? value : NOTHING;
}
const NOTHING: Payload = Object.freeze({});

/**
 * A line of text to show, cleaned and cut. Any other type, and text that is empty, reads as absent: an
 * optional field of the wrong type is no reason to lose the rest of the message.
 */
export function line(value: unknown, maxChars: number): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = cleanLine(value, maxChars);
  return text === "" ? undefined : text;
}

/** A short word such as a status. */
export function word(value: unknown): string | undefined {
  return line(value, MAX_WORD_CHARS);
}

/** A finite number of at least 0 (an uptime in seconds, fractions allowed); other values read as absent. */
export function amount(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value !== Infinity ? value : undefined;
}

/** A whole number of at least 0 (a count, a pid); other values read as absent. */
export function count(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(value) ? value : undefined;
}

/** A whole number of either sign: Windows exit codes may be shown as negative. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** Fifteen digits: every such number is a safe integer. */
const DIGITS = /^\d{1,15}$/;

/**
 * The preset a message is about, under the spellings of all builds. A numeric string counts as its number;
 * null and everything else means that no preset is named.
 */
export function presetIdOf(payload: Payload): PresetId | undefined {
  const value = payload.presetId ?? payload.preset_id ?? payload.stoppedPresetId;
  if (typeof value === "string") return DIGITS.test(value) ? Number(value) : undefined;
  return wholeNumber(value);
}

/** Printable ASCII; a UUID has 36 characters. */
const REPORT_ID = /^[\x21-\x7e]{1,64}$/;

/** The name of a report. A longer one is none: cut short, it could be that of another. */
export function reportIdOf({ reportId }: Payload): string | undefined {
  return typeof reportId === "string" && REPORT_ID.test(reportId) ? reportId : undefined;
}

/** The texts of a list, cleaned; entries of other types are left out. */
export function lines(value: unknown, maxChars: number): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, MAX_LIST_ENTRIES).flatMap((entry: unknown) => line(entry, maxChars) ?? []);
}

type Loose<T> = {
  [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K];
};

/** Builds an event without the optional fields that were not there. Not for heartbeats: it copies. */
export function withoutAbsent<T extends object>(fields: Loose<T>): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
