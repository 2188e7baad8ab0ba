import { JPEGS, nth, picturesOf } from "../../protocols/video/streams.ts";
import { lengthPrefixed } from "./test_pictures.ts";

/** A keyframe and five pictures that build on it; groups of them play one behind the other. */
const GROUP = picturesOf("plain.h264").slice(0, 6);
/** What may stand behind the data of a slice (ITU-T H.264, clause 7.3.2.10), as it goes over the wire. */
const ZERO_WORD = [0, 0, 3];
/** A message of the user's own, 17 bytes long: a name of 16, and the number (ITU-T H.264, annex D.1.6). */
const NUMBER_HEAD = [0, 0, 0, 1, 6, 5, 17, ...new TextEncoder().encode("signalbox number")];
const NUMBER_END = 0x80;
const COMMENT_HEAD = [0xff, 0xfe];
/** Bytes of a JPEG's comment, its length included. */
const MOST_COMMENT = 65_535;
/** Where the first comment's text begins, behind the start of the image. */
const NUMBER_AT = 6;

/**
 * Access units of H.264, each of which differs from all others of the tape and takes about `bytes` on the wire: a
 * camera of a high bit rate, without the work of an encoder.
 */
export function numberedPictures(count: number, bytes = 4_096): Uint8Array[] {
  return Array.from({ length: count }, (_, number) => {
    const picture = nth(GROUP, number % GROUP.length);
    const words = Math.max(0, Math.floor((bytes - picture.length) / ZERO_WORD.length));
    const padding = Array.from({ length: words }, () => ZERO_WORD).flat();
    return Uint8Array.from([...NUMBER_HEAD, 1 + number, NUMBER_END, ...picture, ...padding]);
  });
}

/** JPEG pictures with their length before them, each with its number in a comment; they take some `bytes`. */
export function numberedJpegs(count: number, bytes = 4_096): Uint8Array[] {
  const [start, rest] = [nth(JPEGS).subarray(0, 2), nth(JPEGS).subarray(2)];
  const comments = Math.ceil(bytes / MOST_COMMENT);
  return Array.from({ length: count }, (_, number) => {
    const comment = commentOf(number, Math.floor(bytes / comments));
    const all = Array.from({ length: comments }, () => [...comment]).flat();
    return lengthPrefixed(Uint8Array.from([...start, ...all, ...rest]));
  });
}

/** The number of a JPEG of {@link numberedJpegs}. */
export function pictureNumber(image: Uint8Array): number {
  return image[NUMBER_AT] ?? -1;
}

function commentOf(number: number, bytes: number): Uint8Array {
  const comment = new Uint8Array(bytes).fill(number);
  comment.set(COMMENT_HEAD);
  new DataView(comment.buffer).setUint16(COMMENT_HEAD.length, bytes - COMMENT_HEAD.length);
  return comment;
}
