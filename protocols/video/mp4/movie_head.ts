import { ascii, box, byteCount, fullBox, u16, u32, u8 } from "./boxes.ts";
import { sampleEntry, type TrackDescription } from "./sample_entry.ts";

/** Ticks in a second: divides by the usual frame rates, and is what RTP and MPEG-2 use. */
export const TICKS_PER_SECOND = 90_000;

const TRACK_ID = 1;
/** No rotation, no scale: 16.16 and 2.30 numbers, row by row (ISO/IEC 14496-12, clause 8.2.2). */
const UPRIGHT = u32(0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000);
/** "und", three letters of five bits. */
const LANGUAGE = 0x55c4;
/** Bytes of the box that holds the length of the whole: header, version and flags, u64. */
const LENGTH_BOX_BYTES = 20;

/** The beginning of a file or stream. */
export interface MovieHead {
  /** `ftyp` and `moov`. */
  readonly bytes: Uint8Array;
  /** Where {@link finishedLength} belongs once the end is known; until then a `free` box stands there. */
  readonly lengthAt: number;
}

/**
 * One video track and no samples: those follow in fragments. Players that open a finished file want its length in the
 * head; room for it is kept.
 */
export function movieHead(track: TrackDescription): MovieHead {
  const type = box("ftyp", ascii("iso6"), u32(1), ascii("iso6iso5avc1mp41"));
  const extends_ = fullBox("trex", 0, 0, u32(TRACK_ID, 1, 0, 0, 0));
  const room = box("free", new Uint8Array(LENGTH_BOX_BYTES - 8));
  const before = [movieHeader(), trackBox(track)];
  const movie = box("moov", before, box("mvex", room, extends_));
  return { bytes: joined(type, movie), lengthAt: type.length + 8 + byteCount(before) + 8 };
}

/** The box that tells how long a finished file plays, to be written over the room at `lengthAt`. */
export function finishedLength(ticks: number): Uint8Array {
  return fullBox("mehd", 1, 0, u64(ticks));
}

/** Up to 2^53; 90,000 ticks a second reach it in 3,000 years. */
export function u64(value: number): Uint8Array {
  return u32(Math.floor(value / 2 ** 32), value % 2 ** 32);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function movieHeader(): Uint8Array {
  const rateAndVolume = [u32(0x00010000), u16(0x0100, 0), u32(0, 0)];
  const nextTrack = u32(TRACK_ID + 1);
  return fullBox(
    "mvhd",
    0,
    0,
    u32(0, 0, TICKS_PER_SECOND, 0),
    rateAndVolume,
    UPRIGHT,
    new Uint8Array(24),
    nextTrack,
  );
}

function trackBox(track: TrackDescription): Uint8Array {
  const media = box(
    "mdia",
    fullBox("mdhd", 0, 0, u32(0, 0, TICKS_PER_SECOND, 0), u16(LANGUAGE, 0)),
    fullBox("hdlr", 0, 0, u32(0), ascii("vide"), u32(0, 0, 0), u8(0)),
    mediaInformation(track),
  );
  return box("trak", trackHeader(track), media);
}

/** Enabled, in the movie, in the preview: flags 7. */
function trackHeader({ width, height }: TrackDescription): Uint8Array {
  const size = u32(width * 0x10000, height * 0x10000);
  const layers = [u32(0, 0), u16(0, 0, 0, 0)];
  return fullBox("tkhd", 0, 7, u32(0, 0, TRACK_ID, 0, 0), layers, UPRIGHT, size);
}

function mediaInformation(track: TrackDescription): Uint8Array {
  const here = fullBox("url ", 0, 1);
  return box(
    "minf",
    fullBox("vmhd", 0, 1, u16(0, 0, 0, 0)),
    box("dinf", fullBox("dref", 0, 0, u32(1), here)),
    box(
      "stbl",
      fullBox("stsd", 0, 0, u32(1), sampleEntry(track)),
      fullBox("stts", 0, 0, u32(0)),
      fullBox("stsc", 0, 0, u32(0)),
      fullBox("stsz", 0, 0, u32(0, 0)),
      fullBox("stco", 0, 0, u32(0)),
    ),
  );
}
