import { BitReader } from "./bit_reader.ts";
import type { PictureFormat } from "./events.ts";
import { codecString, type ProfileBytes, profileName } from "./profile_names.ts";
import { readUsability } from "./usability.ts";

/** What a sequence parameter set says, as far as pictures are told apart and described by it. */
export interface SequenceParameters {
  /** 0 to 31. */
  readonly id: number;
  readonly picture: PictureFormat;
  readonly separateColourPlanes: boolean;
  /** Bits of `frame_num`. */
  readonly frameNumberBits: number;
  readonly framesOnly: boolean;
  readonly order: PictureOrder;
  /** Most pictures that are decoded before one that is shown earlier; null where it does not say. */
  readonly reorderedFrames: number | null;
}

/** How a slice says the order in which pictures are shown. */
export type PictureOrder =
  /** By a counter of so many bits. */
  | { readonly type: "counter"; readonly bits: number }
  /** By what differs from a written cycle; `differs` is false when nothing ever does. */
  | { readonly type: "cycle"; readonly differs: boolean }
  | { readonly type: "asCoded" };

/** Profiles that write their chroma format and scaling lists (clause 7.3.2.1.1). */
export const WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
const MAX_ID = 31, MAX_COUNTER_BITS = 16, MAX_CYCLE = 255, MACROBLOCK = 16;
const CHROMA_420 = 1, CHROMA_444 = 3;
/** Pixels of a side. The highest level allows 16,880; no camera has them. */
const MAX_SIDE = 16_384;

/** `format` is 0 for pictures without colour. */
interface Chroma {
  readonly format: number;
  readonly separate: boolean;
}

/**
 * Reads a sequence parameter set (ISO/IEC 14496-10, clauses 7.3.2.1.1 and E.1.1).
 *
 * @param nal the whole unit, without start code
 * @returns undefined when it ends before the size, or holds a value that none can have: the camera's fault
 */
export function readSequenceParameters(nal: Uint8Array): SequenceParameters | undefined {
  const reader = new BitReader(nal, 1);
  const bytes = { profile: reader.bits(8), constraints: reader.bits(8), level: reader.bits(8) };
  const id = reader.unsigned();
  const chroma = readChroma(reader, bytes);
  const frameNumberBits = reader.unsigned() + 4;
  const order = readOrder(reader);
  reader.unsigned(); // Frames kept for reference.
  reader.skip(1); // Gaps in frame numbers.
  const { width, height, framesOnly } = readSize(reader, chroma);
  if (reader.failed || order === undefined || id > MAX_ID) return undefined;
  if (chroma.format > CHROMA_444 || frameNumberBits > MAX_COUNTER_BITS) return undefined;
  if (!isSide(width) || !isSide(height)) return undefined;
  const { framesPerSecond, reorderedFrames } = readUsability(reader);
  const picture: PictureFormat = {
    codec: "h264",
    width,
    height,
    framesPerSecond,
    codecString: codecString(bytes),
    profile: profileName(bytes),
  };
  const separateColourPlanes = chroma.separate;
  return {
    id,
    picture,
    separateColourPlanes,
    frameNumberBits,
    framesOnly,
    order,
    reorderedFrames,
  };
}

function isSide(pixels: number): boolean {
  return pixels > 0 && pixels <= MAX_SIDE;
}

function readChroma(reader: BitReader, { profile }: ProfileBytes): Chroma {
  if (!WITH_CHROMA.has(profile)) return { format: CHROMA_420, separate: false };
  const format = reader.unsigned();
  const separate = format === CHROMA_444 && reader.flag();
  reader.unsigned(); // Bits of brightness,
  reader.unsigned(); // and of colour.
  reader.skip(1); // Lossless bypass.
  if (reader.flag()) skipScalingLists(reader, format === CHROMA_444 ? 12 : 8);
  return { format, separate };
}

function skipScalingLists(reader: BitReader, lists: number): void {
  for (let list = 0; list < lists && !reader.failed; list++) {
    if (reader.flag()) skipScalingList(reader, list < 6 ? 16 : 64);
  }
}

/** Clause 7.3.2.1.1.1: a scale of 0 ends the differences, not the list. */
function skipScalingList(reader: BitReader, entries: number): void {
  let scale = 8;
  for (let entry = 0; entry < entries && scale !== 0 && !reader.failed; entry++) {
    scale = scale + reader.signed() & 0xff;
  }
}

function readOrder(reader: BitReader): PictureOrder | undefined {
  const type = reader.unsigned();
  if (type === 0) {
    const bits = reader.unsigned() + 4;
    return bits <= MAX_COUNTER_BITS ? { type: "counter", bits } : undefined;
  }
  if (type === 1) return readCycle(reader);
  return type === 2 ? { type: "asCoded" } : undefined;
}

function readCycle(reader: BitReader): PictureOrder | undefined {
  const differs = !reader.flag();
  reader.signed(); // Offset of pictures that are no reference,
  reader.signed(); // and of the bottom field.
  const length = reader.unsigned();
  if (length > MAX_CYCLE) return undefined;
  for (let entry = 0; entry < length; entry++) reader.signed();
  return { type: "cycle", differs };
}

function readSize(reader: BitReader, chroma: Chroma) {
  const columns = reader.unsigned() + 1, rows = reader.unsigned() + 1;
  const framesOnly = reader.flag();
  if (!framesOnly) reader.skip(1); // Fields and frames mixed per macroblock.
  reader.skip(1); // How direct prediction is done.
  const fields = framesOnly ? 1 : 2;
  const { left, right, top, bottom } = readCropping(reader);
  const format = chroma.separate ? 0 : chroma.format;
  const unitX = format === 0 || format === CHROMA_444 ? 1 : 2;
  const unitY = (format === CHROMA_420 ? 2 : 1) * fields;
  return {
    width: columns * MACROBLOCK - unitX * (left + right),
    height: rows * MACROBLOCK * fields - unitY * (top + bottom),
    framesOnly,
  };
}

function readCropping(reader: BitReader) {
  if (!reader.flag()) return { left: 0, right: 0, top: 0, bottom: 0 };
  return {
    left: reader.unsigned(),
    right: reader.unsigned(),
    top: reader.unsigned(),
    bottom: reader.unsigned(),
  };
}
