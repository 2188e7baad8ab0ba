import assert from "node:assert/strict";
import { VideoDecoder, type VideoDecoderOptions } from "../../../protocols/video/decoder.ts";
import type { PictureFormat, VideoEvent } from "../../../protocols/video/events.ts";
import { encodeLengthPrefixed } from "../../../protocols/video/length_prefixed.ts";

const FIXTURES = new URL("../../fixtures/video/", import.meta.url);

/** A stream that x264 wrote, and what ffprobe says of it. */
export interface Fixture {
  readonly name: string;
  readonly about: string;
  readonly frames: number;
  readonly keyframes: number;
  /** Of the first frame and of the second one. */
  readonly nalUnits: readonly [number, number];
  readonly picture: PictureFormat;
}

/** All raw H.264 streams of one size. How they were made stands in the README beside them. */
export const FIXTURES_H264: readonly Fixture[] = [
  fixture("plain", "nothing is special", 12, 2, [4, 1], h264("64x48", 30, "64000a", "High 1.0")),
  fixture(
    "delimited",
    "each picture begins with a delimiter",
    ...[12, 2, [5, 2]] as const,
    h264("64x48", 30, "64000a", "High 1.0"),
  ),
  fixture(
    "slices",
    "each picture has four slices",
    ...[12, 2, [7, 4]] as const,
    h264("64x64", 30, "64000a", "High 1.0"),
  ),
  fixture(
    "delimited_slices",
    "pictures have delimiters and slices, and are not in the order of display",
    ...[12, 2, [8, 5]] as const,
    h264("64x64", 25, "64000a", "High 1.0"),
  ),
  fixture(
    "open_groups",
    "groups of pictures are open: one IDR picture, then recovery points",
    ...[40, 4, [4, 1]] as const,
    h264("64x48", 30, "64000a", "High 1.0"),
  ),
  fixture(
    "refreshed",
    "pictures are refreshed column by column: one IDR picture, then recovery points",
    ...[40, 4, [4, 1]] as const,
    h264("64x48", 30, "64000a", "High 1.0"),
  ),
  fixture(
    "cropped",
    "sides are no multiples of 16, the rate is a fraction, and there are scaling lists",
    ...[6, 1, [4, 1]] as const,
    h264("50x38", 30_000 / 1_001, "64000a", "High 1.0"),
  ),
  fixture(
    "interlaced",
    "frames are interlaced",
    ...[8, 2, [5, 2]] as const,
    h264("64x64", 25, "640015", "High 2.1"),
  ),
  fixture(
    "high_422",
    "colour is 4:2:2, cropped, with scaling lists",
    ...[4, 2, [4, 1]] as const,
    h264("66x50", 30, "7a000a", "High 4:2:2 1.0"),
  ),
  fixture(
    "high_444",
    "colour is 4:4:4, cropped",
    ...[4, 2, [4, 1]] as const,
    h264("54x38", 30, "f4000a", "High 4:4:4 Predictive 1.0"),
  ),
  fixture(
    "full_range",
    "the parameter set describes the video signal",
    ...[4, 2, [4, 1]] as const,
    h264("64x48", 30, "64000a", "High 1.0"),
  ),
  fixture(
    "baseline",
    "the level is 1b",
    ...[6, 2, [4, 1]] as const,
    h264("64x48", 15, "42d00b", "Constrained Baseline 1b"),
  ),
  fixture(
    "all_keyframes",
    "each picture is an IDR picture",
    ...[5, 5, [4, 3]] as const,
    h264("64x48", 30, "64100a", "High 1.0"),
  ),
];

function fixture(
  name: string,
  about: string,
  frames: number,
  keyframes: number,
  nalUnits: readonly [number, number],
  picture: PictureFormat,
): Fixture {
  return { name, about, frames, keyframes, nalUnits, picture };
}

function h264(size: string, framesPerSecond: number, bytes: string, profile: string) {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const codecString = `avc1.${bytes}`;
  return { codec: "h264", width, height, framesPerSecond, codecString, profile } as const;
}

/** A file of the fixtures' folder. */
export function read(name: string): Uint8Array {
  return Deno.readFileSync(new URL(name, FIXTURES));
}

/** Where a file of the fixtures' folder is. */
export function pathOf(name: string): string {
  return new URL(name, FIXTURES).pathname;
}

/** Everything that pieces of one stream come to, its end included. */
export function decodeAll(
  pieces: readonly Uint8Array[],
  options: VideoDecoderOptions = {},
): VideoEvent[] {
  const decoder = new VideoDecoder(options);
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.end()];
}

/** The same bytes in pieces, cut at some places; each is a buffer of its own. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length];
  cuts.sort((one, other) => one - other);
  return cuts.slice(1).map((cut, at) => bytes.slice(cuts[at], cut));
}

/** The same bytes one by one. */
export function singly(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

export function concat(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** Bytes written as hexadecimal digits; blanks do not count. */
export function hex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/[0-9a-f]{2}/g) ?? [], (byte) => parseInt(byte, 16));
}

/** An entry of a list that has it. */
export function nth<T>(list: readonly T[], at = 0): T {
  const entry = list[at];
  assert.ok(entry !== undefined, `no entry ${at} of ${list.length}`);
  return entry;
}

/** Of one kind, in order. */
export function only<T extends VideoEvent["type"]>(events: readonly VideoEvent[], type: T) {
  return events.filter((event): event is Extract<VideoEvent, { type: T }> => event.type === type);
}

/** The pictures of a fixture, as bytes. */
export function picturesOf(name: string): Uint8Array[] {
  return only(decodeAll([read(name)]), "frameCompleted").map(({ frame }) => frame.bytes);
}

/** All bytes that were passed on. */
export function arrived(events: readonly VideoEvent[]): Uint8Array {
  return concat(...only(events, "bytesArrived").map(({ bytes }) => bytes));
}

/** Events as short texts that do not show where `bytesArrived` was cut. */
export function told(events: readonly VideoEvent[]): string[] {
  const texts: string[] = [];
  let passing = false;
  for (const event of events) {
    const more = event.type === "bytesArrived" && event.begins === null && passing;
    if (more) texts[texts.length - 1] += event.bytes.toHex();
    else texts.push(tell(event));
    passing = event.type === "bytesArrived";
  }
  return texts;
}

function tell(event: VideoEvent): string {
  switch (event.type) {
    case "bytesArrived":
      return `arrived ${event.begins}: ${event.bytes.toHex()}`;
    case "frameCompleted": {
      const { codec, keyframe, bytes, nalUnits } = event.frame;
      const units = nalUnits.map((unit) => unit.toHex());
      return `frame ${codec} ${keyframe}: ${bytes.toHex()} = ${units.join("|")}`;
    }
    case "pictureDescribed":
      return `${JSON.stringify(event.picture)} ${event.parameterSets?.toHex()}`;
    default:
      return JSON.stringify(event);
  }
}

/** The JPEGs of the fixtures, each by itself. */
export const JPEGS: readonly Uint8Array[] = imagesOf(read("jpegs.mjpeg"));

/** Cut at the ends of images: x264's and ffmpeg's small pictures hold no previews. */
function imagesOf(bytes: Uint8Array): Uint8Array[] {
  const images: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(0xd9); end >= 0; end = bytes.indexOf(0xd9, end + 1)) {
    if (bytes[end - 1] !== 0xff) continue;
    images.push(bytes.slice(from, end + 1));
    from = end + 1;
  }
  return images;
}

/** Payloads with a length before each; an empty one is a keep-alive. */
export function prefixed(...payloads: readonly Uint8Array[]): Uint8Array {
  const framed = payloads.map((payload) =>
    payload.length === 0 ? new Uint8Array(4) : encodeLengthPrefixed(payload)
  );
  return concat(...framed);
}
