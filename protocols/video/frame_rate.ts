import type { BitReader } from "./bit_reader.ts";

const OWN_ASPECT_RATIO = 255;
/** Beyond this a claim is a made-up clock (some encoders write 90,000 ticks), not a rate. */
const MAX_FRAMES_PER_SECOND = 1_000;

/**
 * The rate that the end of a sequence parameter set claims (ISO/IEC 14496-10, clause E.1.1); null where it says
 * nothing, nothing sensible, or ends before it.
 *
 * @param reader after `vui_parameters_present_flag`; then at `nal_hrd_parameters_present_flag`
 */
export function readFrameRate(reader: BitReader): number | null {
  if (reader.flag() && reader.bits(8) === OWN_ASPECT_RATIO) reader.skip(32);
  if (reader.flag()) reader.skip(1); // Overscan.
  if (reader.flag()) skipVideoSignal(reader);
  if (reader.flag()) {
    reader.unsigned(); // Where colour samples lie, in the top field,
    reader.unsigned(); // and in the bottom field.
  }
  if (!reader.flag()) return null;
  const tickUnits = reader.bits(32), ticksPerSecond = reader.bits(32);
  const ended = reader.failed;
  reader.skip(1); // Whether the rate is fixed.
  if (ended || tickUnits === 0 || ticksPerSecond === 0) return null;
  // A tick is a field: two make a frame.
  const rate = ticksPerSecond / (2 * tickUnits);
  return rate <= MAX_FRAMES_PER_SECOND ? rate : null;
}

function skipVideoSignal(reader: BitReader): void {
  reader.skip(4);
  if (reader.flag()) reader.skip(24);
}
