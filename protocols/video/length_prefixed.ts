/**
 * The framing of the fielded cameras, V1 to V3: a length of four bytes, big endian, then so many bytes.
 *
 * @example
 * ```ts
 * encodeLength(3); // 00 00 00 03
 * encodeLengthPrefixed(Uint8Array.of(1, 2, 3)); // 00 00 00 03 01 02 03
 * ```
 * @module
 */

/** Bytes of a length. */
export const LENGTH_BYTES = 4;

const MAX_LENGTH = 0xffff_ffff;

/** A length of zero: the camera is there and has no picture. Viewers skip it. Not to be written to. */
export const KEEP_ALIVE_BYTES: Uint8Array = new Uint8Array(LENGTH_BYTES);

/**
 * The length that goes before a payload, for those who write the payload without copying it.
 *
 * @param payloadBytes 1 to 2^32 − 1; zero would be a keep-alive
 * @throws RangeError beyond that: the caller's fault
 */
export function encodeLength(payloadBytes: number): Uint8Array {
  if (!Number.isInteger(payloadBytes) || payloadBytes < 1 || payloadBytes > MAX_LENGTH) {
    throw new RangeError(`payloadBytes must be 1 to ${MAX_LENGTH}, got ${payloadBytes}`);
  }
  return Uint8Array.of(
    payloadBytes >>> 24,
    payloadBytes >>> 16,
    payloadBytes >>> 8,
    payloadBytes,
  );
}

/** A payload with its length before it, in one piece: the payload is copied. Throws as {@link encodeLength}. */
export function encodeLengthPrefixed(payload: Uint8Array): Uint8Array {
  const length = encodeLength(payload.length);
  const framed = new Uint8Array(LENGTH_BYTES + payload.length);
  framed.set(length);
  framed.set(payload, LENGTH_BYTES);
  return framed;
}
