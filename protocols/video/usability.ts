import type { BitReader } from "./bit_reader.ts";
import { readFrameRate } from "./frame_rate.ts";

/** Buffer models of one set; the standard allows no more. */
const MAX_BUFFERS = 32;
/** Pictures that a decoder keeps; the standard allows no more. */
const MAX_KEPT = 16;

/** What the end of a sequence parameter set says about how its pictures are used. */
export interface Usability {
  readonly framesPerSecond: number | null;
  /** Most pictures that are decoded before one that is shown earlier; null where it does not say. */
  readonly reorderedFrames: number | null;
}

/**
 * Reads usability information (ISO/IEC 14496-10, clause E.1.1). What comes after the end is not known.
 *
 * @param reader at `vui_parameters_present_flag`
 */
export function readUsability(reader: BitReader): Usability {
  if (!reader.flag()) return { framesPerSecond: null, reorderedFrames: null };
  const framesPerSecond = readFrameRate(reader);
  return { framesPerSecond, reorderedFrames: readReorderedFrames(reader) };
}

function readReorderedFrames(reader: BitReader): number | null {
  const first = reader.flag();
  if (first) skipBuffers(reader);
  const second = reader.flag();
  if (second) skipBuffers(reader);
  if (first || second) reader.skip(1); // Low delay.
  reader.skip(1); // Whether pictures say how they are put together from fields.
  if (!reader.flag()) return null;
  reader.skip(1); // Motion beyond the border.
  for (let field = 0; field < 4; field++) reader.unsigned(); // Sizes of pictures and vectors.
  const frames = reader.unsigned();
  return reader.failed || frames > MAX_KEPT ? null : frames;
}

/** Clause E.1.2: how much of the stream a receiver has to hold. */
function skipBuffers(reader: BitReader): void {
  const buffers = Math.min(reader.unsigned() + 1, MAX_BUFFERS);
  reader.skip(8);
  for (let buffer = 0; buffer < buffers; buffer++) {
    reader.unsigned();
    reader.unsigned();
    reader.skip(1);
  }
  reader.skip(20);
}
