/** Kinds of NAL units that are told apart here (ISO/IEC 14496-10, table 7-1). */
export const NAL = {
  slice: 1,
  partitionA: 2,
  idrSlice: 5,
  supplement: 6,
  sequenceParameters: 7,
  pictureParameters: 8,
  delimiter: 9,
  prefix: 14,
  lastReserved: 18,
} as const;

/** Kind of a NAL unit by its first byte. */
export function nalType(header: number): number {
  return header & 0x1f;
}

/** True for the units that hold the head of a slice of a primary picture. */
export function isSlice(type: number): boolean {
  return type === NAL.slice || type === NAL.idrSlice || type === NAL.partitionA;
}

/** True for the units that come first in an access unit when a picture stands before them (clause 7.4.1.2.3). */
export function opensAccessUnit(type: number): boolean {
  return type >= NAL.supplement && type <= NAL.delimiter ||
    type > NAL.prefix && type <= NAL.lastReserved;
}

/**
 * True for the first bytes of units that cameras send, reference marks as clause 7.4.1 demands them. Random bytes
 * pass one time in six, and those of H.265 nearly never.
 */
export function looksLikeNalHeader(header: number): boolean {
  if (header >= 0x80) return false;
  const type = nalType(header), reference = header !== type;
  switch (type) {
    case NAL.slice:
      return true;
    case NAL.idrSlice:
    case NAL.sequenceParameters:
    case NAL.pictureParameters:
      return reference;
    case NAL.supplement:
    case NAL.delimiter:
      return !reference;
    default:
      return false;
  }
}
