import { BOX_HEADER_BYTES, viewOf, writeBoxHeader } from "./boxes.ts";
import type { Sample } from "./sample.ts";

/** A sample and its time. */
export interface TimedSample {
  readonly sample: Sample;
  readonly durationTicks: number;
  /** How much later than decoded it is shown. */
  readonly delayTicks: number;
}

/** `moof`, `mfhd`, `traf`, `tfhd`, `tfdt` and the head of `trun`, up to the first sample's row. */
const FIXED_BYTES = 8 + 16 + 8 + 16 + 20 + 20;
/** Duration, size, flags and delay. */
export const ROW_BYTES = 16;
/** Offsets count from the `moof` (ISO/IEC 14496-12, clause 8.8.7). */
const DEFAULT_BASE_IS_MOOF = 0x020000;
/** Data offset; then each sample's duration, size, flags and delay (clause 8.8.8). */
const RUN_FLAGS = 0x000001 | 0x000100 | 0x000200 | 0x000400 | 0x000800;
/** Depends on no other sample (clause 8.8.3.1). */
const FLAGS_KEYFRAME = 0x02000000;
/** Depends on others, and decoding cannot begin here. */
const FLAGS_OTHER = 0x01010000;
const TRACK_ID = 1;

/**
 * One fragment: `moof` and `mdat`. The first piece is ours, up to the content of `mdat`; the others are the samples'
 * own, so that no picture is copied.
 *
 * @param sequence counts from 1
 * @param startTicks when the first sample is decoded
 */
export function fragmentOf(
  sequence: number,
  startTicks: number,
  samples: readonly TimedSample[],
): Uint8Array[] {
  const moofBytes = FIXED_BYTES + samples.length * ROW_BYTES;
  const head = new Uint8Array(moofBytes + BOX_HEADER_BYTES);
  const dataBytes = samples.reduce((sum, { sample }) => sum + sample.bytes, 0);
  writeBoxes(head, moofBytes, dataBytes);
  writeFields(viewOf(head), sequence, startTicks, samples.length, moofBytes + BOX_HEADER_BYTES);
  samples.forEach((timed, index) => writeRow(viewOf(head), FIXED_BYTES + index * ROW_BYTES, timed));
  return [head, ...samples.flatMap(({ sample }) => sample.parts)];
}

/** One box after the other; each constant is where the one before ends. */
function writeBoxes(head: Uint8Array, moofBytes: number, dataBytes: number): void {
  writeBoxHeader(head, 0, moofBytes, "moof");
  writeBoxHeader(head, 8, 16, "mfhd");
  writeBoxHeader(head, 24, moofBytes - 24, "traf");
  writeBoxHeader(head, 32, 16, "tfhd");
  writeBoxHeader(head, 48, 20, "tfdt");
  writeBoxHeader(head, 68, moofBytes - 68, "trun");
  writeBoxHeader(head, moofBytes, BOX_HEADER_BYTES + dataBytes, "mdat");
}

/** What stands in these boxes; all that is not written is zero. */
function writeFields(
  view: DataView,
  sequence: number,
  startTicks: number,
  samples: number,
  dataOffset: number,
): void {
  view.setUint32(20, sequence);
  view.setUint32(40, DEFAULT_BASE_IS_MOOF);
  view.setUint32(44, TRACK_ID);
  view.setUint32(56, 0x01000000); // version 1: the time has 64 bits
  view.setBigUint64(60, BigInt(startTicks));
  view.setUint32(76, RUN_FLAGS);
  view.setUint32(80, samples);
  view.setUint32(84, dataOffset);
}

function writeRow(view: DataView, at: number, timed: TimedSample): void {
  const { sample, durationTicks, delayTicks } = timed;
  view.setUint32(at, durationTicks);
  view.setUint32(at + 4, sample.bytes);
  view.setUint32(at + 8, sample.keyframe ? FLAGS_KEYFRAME : FLAGS_OTHER);
  view.setUint32(at + 12, delayTicks);
}
