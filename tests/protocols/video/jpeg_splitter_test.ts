import assert from "node:assert/strict";
import fc from "fast-check";
import { JpegSplitter } from "../../../protocols/video/jpeg_splitter.ts";
import { concat, cutAt, hex, JPEGS, nth, read, singly } from "./streams.ts";

const STREAM = read("jpegs.mjpeg");
const JPEG = nth(JPEGS);

/** All images of a stream, and how many bytes belonged to none. */
function split(pieces: readonly Uint8Array[], maxImageBytes?: number) {
  const splitter = new JpegSplitter(maxImageBytes);
  const images = pieces.flatMap((piece) => [...splitter.push(piece)]);
  return { images, skipped: splitter.skippedBytes };
}

Deno.test("push() gives the images that ffmpeg wrote, however they are cut", () => {
  const whole = { images: [...JPEGS], skipped: 0 };
  assert.equal(JPEGS.length, 4);
  assert.deepEqual(split([STREAM]), whole);
  assert.deepEqual(split(singly(STREAM)), whole);
  const cuts = fc.array(fc.nat(STREAM.length), { maxLength: 30 });
  fc.assert(fc.property(cuts, (places) => assert.deepEqual(split(cutAt(STREAM, places)), whole)));
});

Deno.test("push() gives an image with its last byte, as a view of what came in one piece", () => {
  const splitter = new JpegSplitter();
  const bytes = JPEG.slice();
  assert.deepEqual(splitter.push(bytes.subarray(0, -1)), []);
  assert.equal(splitter.push(bytes.subarray(-1)).length, 1);
  assert.equal(splitter.push(bytes)[0]?.buffer, bytes.buffer);
});

const SCAN = "ffda 0008 010100003f00";
const NEXT = hex(`ffd8 ${SCAN} 11 ffd9`);

/** Images that a search for the end marker would cut wrongly. */
const TRICKY: readonly (readonly [string, Uint8Array])[] = [
  ["a preview lies in a segment", hex(`ffd8 ffe1 000a ffd8aaaaaaaaffd9 ${SCAN} 11 ffd9`)],
  ["restart markers and stuffed bytes lie in a scan", hex(`ffd8 ${SCAN} ffd0 ff00d9 ffd7 ffd9`)],
  ["there are several scans", hex(`ffd8 ${SCAN} 11 ffc4 0004 ffd9 ${SCAN} 22 ffd9`)],
  ["fill bytes stand before markers", hex(`ffd8 ffffff${SCAN.slice(2)} 11 ffffffd9`)],
  ["a segment is empty", hex(`ffd8 fffe 0002 ${SCAN} 11 ffd9`)],
  ["a scan header is empty", hex("ffd8 ffda 0002 11 ffd9")],
  ["a marker stands alone", hex(`ffd8 ff01 ${SCAN} 11 ffd9`)],
];

for (const [about, image] of TRICKY) {
  Deno.test(`push() finds the end of an image when ${about}`, () => {
    const bytes = concat(image, NEXT);
    assert.deepEqual(split([bytes]), { images: [image, NEXT], skipped: 0 });
    assert.deepEqual(split(singly(bytes)), { images: [image, NEXT], skipped: 0 });
  });
}

/** What stands between two images, of which all is left out. */
const RUBBISH: readonly (readonly [string, Uint8Array])[] = [
  ["text", new TextEncoder().encode("frame 17\n")],
  ["zeros", new Uint8Array(30)],
  ["marks", hex("ffffff ff00 ff")],
  ["an image without its end", hex(`ffd8 ${SCAN} 11`)],
  ["an image that ends in a marker", hex("ffd8 ff")],
  ["a start without anything", hex("ffd8")],
  ["an image with a length below 2", hex("ffd8 ffe0 0001 aaaa")],
  ["an image with bytes between segments", hex("ffd8 ffe0 0002 aaaa")],
  ["an image with a zero for a marker", hex("ffd8 ff00 aa")],
];

for (const [about, rubbish] of RUBBISH) {
  Deno.test(`push() leaves out what is no image: ${about}`, () => {
    const bytes = concat(NEXT, rubbish, JPEG);
    const expected = { images: [NEXT, JPEG], skipped: rubbish.length };
    assert.deepEqual(split([bytes]), expected);
    assert.deepEqual(split(singly(bytes)), expected);
  });
}

Deno.test("push() leaves out an image that is too long, and keeps none of it", () => {
  const long = concat(hex(`ffd8 ${SCAN}`), new Uint8Array(5_000).fill(0x55), hex("ffd9"));
  const bytes = concat(NEXT, long, NEXT);
  const expected = { images: [NEXT, NEXT], skipped: long.length };
  assert.deepEqual(split([bytes], 1_000), expected);
  assert.deepEqual(split(singly(bytes), 1_000), expected);
  assert.equal(split([bytes], long.length).images.length, 3);
});

Deno.test("push() never throws, and gives the same however garbage is cut", () => {
  const byte = fc.oneof(fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0x00, 0x02), fc.nat(255));
  const piece = fc.oneof(
    fc.array(byte, { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
    fc.constantFrom(JPEG, NEXT, JPEG.subarray(0, 300), JPEG.subarray(300)),
  );
  const cuts = fc.array(fc.nat(5_000), { maxLength: 20 });
  fc.assert(fc.property(fc.array(piece, { maxLength: 10 }), cuts, (pieces, places) => {
    const bytes = concat(...pieces);
    const whole = split([bytes], 500);
    assert.deepEqual(split(cutAt(bytes, places), 500), whole);
    const given = whole.images.reduce((sum, image) => sum + image.length, 0);
    assert.ok(given + whole.skipped <= bytes.length);
  }));
});
