import { BitReader } from "./bit_reader.ts";

const RECOVERY_POINT = 6, LAST_BYTE = 0xff;
/** More messages than any camera puts into one unit; each takes two bytes at least. */
const MAX_MESSAGES = 64;

/**
 * True when supplemental enhancement information holds a recovery point: decoding may begin here, though no IDR
 * picture follows (ISO/IEC 14496-10, clauses 7.3.2.3.1 and D.1.8).
 *
 * @param nal the unit, without start code; what is cut off is not looked at
 */
export function hasRecoveryPoint(nal: Uint8Array): boolean {
  const reader = new BitReader(nal, 1);
  for (let message = 0; message < MAX_MESSAGES; message++) {
    const type = readSum(reader), bytes = readSum(reader);
    if (reader.failed) return false;
    if (type === RECOVERY_POINT && bytes > 0) return true;
    reader.skip(bytes * 8);
  }
  return false;
}

/** A number as bytes of 255 and a last one that is less. */
function readSum(reader: BitReader): number {
  let sum = 0;
  for (let byte = LAST_BYTE; byte === LAST_BYTE && !reader.failed; sum += byte) {
    byte = reader.bits(8);
  }
  return sum;
}
