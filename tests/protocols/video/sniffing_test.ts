import assert from "node:assert/strict";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import type { VideoEvent, VideoFormat } from "../../../protocols/video/events.ts";
import {
  arrived,
  concat,
  decodeAll,
  hex,
  JPEGS,
  nth,
  only,
  picturesOf,
  prefixed,
  read,
  singly,
  told,
} from "./streams.ts";

const NOTHING = new Uint8Array(0);
const JPEG = nth(JPEGS);
const PLAIN = read("plain.h264");
const PICTURES = picturesOf("plain.h264");
const KEYFRAME = nth(PICTURES), FRAME = nth(PICTURES, 1);
const TEXT = new TextEncoder().encode(
  "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n" +
    "Connection: close\r\n\r\nno such thing\n",
);

interface Case {
  readonly about: string;
  readonly bytes: Uint8Array;
  readonly format: VideoFormat;
  /** Bytes after which it must be known. */
  readonly within: number;
  readonly frames: number;
}

const CASES: readonly Case[] = [
  raw("raw H.264 begins with a start code of four bytes", PLAIN, 13, 12),
  raw("raw H.264 begins with a start code of three bytes", PLAIN.subarray(1), 13, 12),
  raw("raw H.264 begins with more zeros than a start code has", concat(hex("0000"), PLAIN), 16, 12),
  raw("raw H.264 begins with eleven zeros", concat(new Uint8Array(8), PLAIN), 24, 12),
  raw("raw H.264 begins with a delimiter", read("delimited.h264"), 13, 12),
  raw("raw H.264 begins in the middle of a picture", PLAIN.subarray(850), 1_000, 11),
  raw(
    "raw H.264 begins in bytes that look like a length",
    concat(hex("00010203"), PLAIN.subarray(850)),
    1_000,
    11,
  ),
  jpeg("a JPEG comes first", prefixed(JPEG, JPEG), 7, 2),
  jpeg("keep-alives come before the first JPEG", prefixed(NOTHING, NOTHING, NOTHING, JPEG), 19, 1),
  jpeg("one keep-alive comes before the first JPEG", prefixed(NOTHING, JPEG), 11, 1),
  jpeg("a payload that is no image comes before the first JPEG", prefixed(TEXT, JPEG), 200, 1),
  jpeg("a payload of one byte comes before the first JPEG", prefixed(hex("41"), JPEG), 12, 1),
  jpeg("the length looks like a start code and a delimiter", prefixed(shortJpeg(0x0109)), 7, 1),
  jpeg("the length looks like a start code and a keyframe", prefixed(shortJpeg(0x0165)), 7, 1),
  jpeg(
    "the length of a keep-alive and a JPEG look so",
    prefixed(NOTHING, shortJpeg(0x0167)),
    11,
    1,
  ),
  jpeg("the length has a one in its second byte", prefixed(shortJpeg(0x10967)), 7, 1),
  framed("a keyframe comes first", prefixed(KEYFRAME, FRAME), 8, 2),
  framed("keep-alives come before the first picture", prefixed(NOTHING, NOTHING, KEYFRAME), 16, 1),
  framed("a picture comes first that is no keyframe", prefixed(FRAME, KEYFRAME), 8, 2),
  framed("the length looks like a start code", prefixed(paddedTo(FRAME, 0x165)), 8, 1),
  framed("a payload of one byte comes first", prefixed(hex("41"), KEYFRAME), 13, 1),
];

function raw(about: string, bytes: Uint8Array, within: number, frames: number): Case {
  return { about, bytes, format: "annexB", within, frames };
}

function jpeg(about: string, bytes: Uint8Array, within: number, frames: number): Case {
  return { about, bytes, format: "lengthPrefixedJpeg", within, frames };
}

function framed(about: string, bytes: Uint8Array, within: number, frames: number): Case {
  return { about, bytes, format: "lengthPrefixedH264", within, frames };
}

/** The least that is a JPEG with a size, filled up to some bytes. */
function shortJpeg(bytes: number): Uint8Array {
  const head = hex("ffd8 ffc0 000b 08 0030 0040 01 011100 ffda 0008 01 0100 003f00");
  return concat(head, new Uint8Array(bytes - head.length - 2).fill(0x55), hex("ffd9"));
}

function paddedTo(payload: Uint8Array, bytes: number): Uint8Array {
  return concat(payload, new Uint8Array(bytes - payload.length));
}

for (const { about, bytes, format, within, frames } of CASES) {
  Deno.test(`push() knows ${format} when ${about}`, () => {
    const early = decodeAll([bytes.subarray(0, within)]);
    assert.deepEqual(only(early, "streamIdentified"), [{ type: "streamIdentified", format }]);
    const events = decodeAll([bytes]);
    assert.equal(only(events, "frameCompleted").length, frames);
    assert.deepEqual(only(events, "streamViolated"), []);
    assert.deepEqual(told(decodeAll(singly(bytes))), told(events));
  });
}

Deno.test("push() skips what comes before the first start code, and passes on all the rest", () => {
  const bytes = PLAIN.subarray(850);
  const events = decodeAll([bytes]);
  const [skipped] = only(events, "bytesSkipped");
  assert.ok(skipped !== undefined && skipped.bytes > 0);
  assert.equal(skipped.reason, "Before the first start code.");
  assert.deepEqual(arrived(events), bytes.subarray(skipped.bytes));
  assert.deepEqual(arrived(events).subarray(0, 5), hex("00000001 41"), "all of the start code");
});

Deno.test("push() says keep-alives before it knows what follows, and keeps none of them", () => {
  const decoder = new VideoDecoder({ sniffBytes: 64 });
  let said = 0;
  for (let at = 0; at < 1_000; at++) {
    said += only(decoder.push(new Uint8Array(4)), "keepAliveReceived").length;
  }
  assert.equal(said, 999, "the last one may be the beginning of a start code");
  assert.deepEqual(decoder.push(prefixed(JPEG)).map(({ type }) => type), [
    "streamIdentified",
    "keepAliveReceived",
    "pictureDescribed",
    "frameCompleted",
  ]);
});

Deno.test("end() says the last keep-alive when nothing but keep-alives came", () => {
  const decoder = new VideoDecoder();
  assert.deepEqual(decoder.push(new Uint8Array(5)), []);
  assert.deepEqual(decoder.end(), [{ type: "keepAliveReceived" }]);
  assert.deepEqual(new VideoDecoder().end(), []);
});

/** Pieces of a stream that is no video, and what is said of it. */
const FOREIGN: readonly (readonly [string, readonly Uint8Array[], string])[] = [
  ["an HTTP server answers", [TEXT], 'It speaks text: "HTTP/1.1 400 Bad Request"'],
  [
    "a text is cut into single bytes",
    singly(TEXT),
    'It speaks text: "HTTP/1.1 400 Bad Request"',
  ],
  [
    "a short text ends",
    [TEXT.subarray(0, 20)],
    "It ended after 20 bytes without a picture.",
  ],
  [
    "a stream of JPEGs has no lengths",
    [concat(...JPEGS)],
    "No picture in the first 2000 bytes.",
  ],
  [
    "bytes have no start code",
    [new Uint8Array(3_000).fill(0x80)],
    "No picture in the first 2000 bytes.",
  ],
  ["the stream is H.265", [read("hevc.h265")], "No picture in the first 2000 bytes."],
];

for (const [about, pieces, detail] of FOREIGN) {
  Deno.test(`push() says notVideo, and nothing more, when ${about}`, () => {
    const violation: VideoEvent = { type: "streamViolated", code: "notVideo", detail };
    const decoder = new VideoDecoder({ sniffBytes: 2_000 });
    const events = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.end()];
    assert.deepEqual(events, [violation]);
    assert.deepEqual(decoder.push(PLAIN), []);
  });
}

Deno.test("push() takes 512 KiB before it gives up, as a viewer may join in a large keyframe", () => {
  const middle = new Uint8Array(500 * 1024).fill(0x80);
  assert.equal(only(decodeAll([middle, PLAIN]), "frameCompleted").length, 12);
  const late = decodeAll([middle, middle.subarray(0, 20 * 1024), PLAIN]);
  assert.deepEqual(late.map(({ type }) => type), ["streamViolated"]);
});
