import { withoutTrailingZeros } from "./access_unit.ts";
import type { PictureFormat } from "./events.ts";

/** Second bytes of the markers (ISO/IEC 10918-1, table B.1); the first one is {@link MARK}. */
export const JPEG = {
  restart0: 0xd0,
  restart7: 0xd7,
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
} as const;

/** First byte of every marker. */
export const MARK = 0xff;

const FIRST_FRAME = 0xc0, LAST_FRAME = 0xcf;
/** Between the frame markers, and none of them: tables and an extension. */
const NO_FRAMES: readonly number[] = [0xc4, 0xc8, 0xcc];

/** True when bytes begin as a JPEG does; three are looked at. */
export function startsAsJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === MARK && bytes[1] === JPEG.start && bytes[2] === MARK;
}

/** The image without the zeros that some encoders put behind it; undefined when it has no end. */
export function wholeJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const end = withoutTrailingZeros(bytes, bytes.length);
  const whole = startsAsJpeg(bytes) && bytes[end - 2] === MARK && bytes[end - 1] === JPEG.end;
  return whole ? bytes.subarray(0, end) : undefined;
}

/** Markers that stand alone; all others are followed by a length. */
export function standsAlone(marker: number): boolean {
  return marker >= JPEG.restart0 && marker <= JPEG.start || marker === 0x01;
}

/**
 * What the frame header of a JPEG says (ISO/IEC 10918-1, clause B.2.2).
 *
 * @returns undefined when there is none before the first scan, or it has no size
 */
export function describeJpeg(bytes: Uint8Array): PictureFormat | undefined {
  for (let at = 2; at + 8 < bytes.length;) {
    if (bytes[at] !== MARK) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === MARK) {
      at += 1;
    } else if (standsAlone(marker)) {
      at += 2;
    } else if (isFrame(marker)) {
      return pictureOf(word(bytes, at + 7), word(bytes, at + 5));
    } else if (marker === JPEG.scan || marker === JPEG.end) {
      return undefined;
    } else {
      at += 2 + Math.max(2, word(bytes, at + 2));
    }
  }
  return undefined;
}

function isFrame(marker: number): boolean {
  return marker >= FIRST_FRAME && marker <= LAST_FRAME && !NO_FRAMES.includes(marker);
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0);
}

function pictureOf(width: number, height: number): PictureFormat | undefined {
  if (width === 0 || height === 0) return undefined;
  return {
    codec: "jpeg",
    width,
    height,
    framesPerSecond: null,
    codecString: null,
    profile: null,
  };
}
