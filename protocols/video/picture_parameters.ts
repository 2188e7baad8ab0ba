import { BitReader } from "./bit_reader.ts";

/** What a picture parameter set says, as far as pictures are told apart by it. */
export interface PictureParameters {
  /** 0 to 255. */
  readonly id: number;
  /** Of the sequence parameter set that it refers to. */
  readonly sequenceId: number;
  /** Slices of frames say how the order of the bottom field differs. */
  readonly bottomFieldOrder: boolean;
  /** A picture may come a second time, in spare slices. */
  readonly spareSlices: boolean;
}

const MAX_ID = 255, MAX_SEQUENCE_ID = 31;

/**
 * Reads a picture parameter set (ISO/IEC 14496-10, clause 7.3.2.2).
 *
 * @param nal the whole unit, without start code
 * @returns undefined when it ends too early or holds a value that none can have: the camera's fault
 */
export function readPictureParameters(nal: Uint8Array): PictureParameters | undefined {
  const reader = new BitReader(nal, 1);
  const id = reader.unsigned(), sequenceId = reader.unsigned();
  reader.skip(1); // Which entropy coding.
  const bottomFieldOrder = reader.flag();
  // Slice groups are a long list, of a profile that no camera uses: assume the most that may follow.
  const spareSlices = reader.unsigned() > 0 || readSpareSlices(reader);
  if (reader.failed || id > MAX_ID || sequenceId > MAX_SEQUENCE_ID) return undefined;
  return { id, sequenceId, bottomFieldOrder, spareSlices };
}

function readSpareSlices(reader: BitReader): boolean {
  reader.unsigned(); // Pictures referred to, forward,
  reader.unsigned(); // and backward.
  reader.skip(3); // Weighted prediction.
  reader.signed(); // Quantisers,
  reader.signed();
  reader.signed(); // and that of colour.
  reader.skip(2); // Deblocking control, constrained intra prediction.
  return reader.flag();
}
