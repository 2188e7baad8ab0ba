/**
 * What goes out: the answer to a program that asks, and what the device side says.
 *
 * @example
 * ```ts
 * encodeStatusAnswer(true); // the bytes of "Synced"
 * encodeReport("10.20.0.31", 2); // the bytes of "10.20.0.31_state2\r\n"
 * ```
 * @module
 */
import { FREE, NO_ADDRESS, STATE_MARK, STATUS_QUERY, SYNCED } from "./words.ts";

const encoder = new TextEncoder();

/** The question of the guide's programs: ten bytes, no terminator. */
export const STATUS_QUERY_BYTES: Uint8Array = encoder.encode(STATUS_QUERY);

const SYNCED_BYTES = encoder.encode(SYNCED);
const FREE_BYTES = encoder.encode(FREE);

/** The bare text that the guide's programs wait for: `Synced` or `Free`, without terminator. */
export function encodeStatusAnswer(locked: boolean): Uint8Array {
  return locked ? SYNCED_BYTES : FREE_BYTES;
}

/**
 * A line as fielded builds O and P write it, CR LF included: at most 24 bytes.
 *
 * @param claimedAddress IPv4, or null for a host that found none
 * @param digit 0 error or no card, 1 slave, 2 master
 */
export function encodeReport(claimedAddress: string | null, digit: number): Uint8Array {
  if (!Number.isInteger(digit) || digit < 0 || digit > 9) {
    throw new RangeError(`digit must be 0 to 9, got ${digit}`);
  }
  return encoder.encode(`${claimedAddress ?? NO_ADDRESS}${STATE_MARK}${digit}\r\n`);
}
