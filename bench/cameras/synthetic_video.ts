import { Buffer } from "node:buffer";
import { BitWriter } from "./bit_writer.ts";

/** A camera of 8 Mb/s: so many frames a second, a keyframe each second that is three times as large as the others. */
export const FRAMES_PER_SECOND = 30;
const KEYFRAME_BYTES = 93_750;
const FRAME_BYTES = 31_250;
/** A JPEG camera of 8 Mb/s: all frames are of one size. */
const JPEG_BYTES = 33_333;
/** What a viewer looks for in the bytes; 14 digits of microseconds follow. */
export const STAMP = "sbx-sent-at:";
export const STAMP_DIGITS = 16;

const NAL = { frame: 0x41, keyframe: 0x65, message: 0x06, sequence: 0x67, picture: 0x68 } as const;
const START_CODE = [0, 0, 0, 1];
/** frame_num has four bits. */
const FRAME_NUMBERS = 16;

/** One second of pictures. What is in them is noise; headers, sizes and times are as a camera's. */
export interface SyntheticSecond {
  readonly frames: readonly Buffer[];
  /** Writes the time of sending into a frame. */
  stamp(frame: Buffer, epochMicroseconds: number): void;
}

/** H.264 as Annex B, 1280 × 720, Baseline: parameter sets, a message with the time, one slice per picture. */
export function syntheticH264(): SyntheticSecond {
  const frames = Array.from({ length: FRAMES_PER_SECOND }, (_, n) => accessUnit(n));
  return { frames, stamp };
}

/** JPEG behind its length, as fielded cameras V1 to V3 send it: a comment with the time, and noise for a scan. */
export function syntheticJpeg(): SyntheticSecond {
  const comment = [0xff, 0xfe, 0, 2 + STAMP.length + STAMP_DIGITS, ...stampBytes()];
  const size = [0xff, 0xc0, 0, 11, 8, 720 >> 8, 720 & 255, 1280 >> 8, 1280 & 255, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  const head = Buffer.from([0xff, 0xd8, ...comment, ...size, ...scan]);
  const frames = Array.from({ length: FRAMES_PER_SECOND }, (_, n) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(JPEG_BYTES);
    const body = noise(JPEG_BYTES - head.length - 2, n);
    return Buffer.concat([length, head, body, Buffer.from([0xff, 0xd9])]);
  });
  return { frames, stamp };
}

function stamp(frame: Buffer, epochMicroseconds: number): void {
  const at = frame.indexOf(STAMP) + STAMP.length;
  frame.write(String(Math.round(epochMicroseconds)).padStart(STAMP_DIGITS, "0"), at, "latin1");
}

function accessUnit(n: number): Buffer {
  const keyframe = n === 0;
  const head = Buffer.from([
    ...(keyframe ? [...unit(NAL.sequence, sequence()), ...unit(NAL.picture, picture())] : []),
    ...unit(NAL.message, message()),
    ...unit(keyframe ? NAL.keyframe : NAL.frame, slice(n)),
  ]);
  const size = keyframe ? KEYFRAME_BYTES : FRAME_BYTES;
  return Buffer.concat([head, noise(size - head.length, n)]);
}

function unit(type: number, payload: readonly number[]): number[] {
  return [...START_CODE, type, ...payload];
}

/** Clause 7.3.2.1.1: Baseline 3.1, picture order as they come, one reference, no cropping, no VUI. */
function sequence(): number[] {
  return new BitWriter().fixed(66, 8).fixed(0xc0, 8).fixed(31, 8).golomb(0)
    .golomb(0).golomb(2).golomb(1).fixed(0, 1).golomb(1280 / 16 - 1).golomb(720 / 16 - 1)
    .fixed(1, 1).fixed(1, 1).fixed(0, 1).fixed(0, 1).bytes();
}

/** Clause 7.3.2.2: CAVLC, no slice groups, and nothing that could be chosen. */
function picture(): number[] {
  return new BitWriter().golomb(0).golomb(0).fixed(0, 2).golomb(0).golomb(0).golomb(0)
    .fixed(0, 3).golomb(0).golomb(0).golomb(0).fixed(0, 3).bytes();
}

/** Clause D.1.6: unregistered user data, whose identifier is not looked at. */
function message(): number[] {
  const payload = [...Array<number>(16).fill(0x5b), ...stampBytes()];
  return [5, payload.length, ...payload, 0x80];
}

/** Clause 7.3.3: the fields that tell one picture from the next. */
function slice(n: number): number[] {
  const header = new BitWriter().golomb(0).golomb(n === 0 ? 7 : 5).golomb(0)
    .fixed(n % FRAME_NUMBERS, 4);
  return (n === 0 ? header.golomb(0) : header).bytes();
}

function stampBytes(): number[] {
  return [...Buffer.from(STAMP + "0".repeat(STAMP_DIGITS), "latin1")];
}

/** As compressed video looks, but for two zeros in a row (so no start code) and for 0xff (so no JPEG marker). */
function noise(length: number, seed: number): Buffer {
  let state = seed * 2_654_435_761 + 1;
  const bytes = Buffer.alloc(length, 1);
  for (let at = 0; at < length - 1; at++) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223 >>> 0;
    const byte = Math.min(0xfe, state >>> 24);
    bytes[at] = byte === 0 && bytes[at - 1] === 0 ? 1 : byte;
  }
  return bytes;
}
