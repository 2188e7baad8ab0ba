import assert from "node:assert/strict";
import fc from "fast-check";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import {
  encodeLength,
  encodeLengthPrefixed,
  KEEP_ALIVE_BYTES,
} from "../../../protocols/video/length_prefixed.ts";
import {
  arrived,
  concat,
  cutAt,
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

const [JPEG, NEXT] = JPEGS as [Uint8Array, Uint8Array];

Deno.test("encodeLengthPrefixed() writes what fielded viewers read", () => {
  assert.deepEqual(encodeLengthPrefixed(hex("ffd8")), hex("00000002 ffd8"));
  assert.deepEqual(encodeLength(123_456), hex("0001e240"));
  assert.deepEqual(encodeLength(0xffff_ffff), hex("ffffffff"));
  assert.deepEqual(KEEP_ALIVE_BYTES, hex("00000000"));
});

Deno.test("encodeLength() refuses what no length can be", () => {
  for (const bytes of [0, -1, 1.5, 2 ** 32, NaN]) {
    assert.throws(() => encodeLength(bytes), new RegExp(`1 to 4294967295, got ${bytes}`));
  }
});

Deno.test("push() reads back any mixture of JPEGs and keep-alives, however it is cut", () => {
  const payload = fc.constantFrom(new Uint8Array(0), ...JPEGS);
  const streams = fc.array(payload, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(streams, fc.array(fc.nat(10_000), { maxLength: 12 }), (payloads, places) => {
      const events = decodeAll(cutAt(prefixed(...payloads), places));
      const images = only(events, "frameCompleted").map(({ frame }) => frame.bytes);
      assert.deepEqual(images, payloads.filter(({ length }) => length > 0));
      const silences = payloads.filter(({ length }) => length === 0).length;
      assert.equal(only(events, "keepAliveReceived").length, silences);
    }),
    { numRuns: 60 },
  );
});

/** Payloads between two JPEGs that are none, and why. */
const NO_IMAGES: readonly (readonly [string, Uint8Array])[] = [
  ["is text", new TextEncoder().encode("camera busy")],
  ["is one byte", hex("ff")],
  ["is a part of a JPEG", JPEG.subarray(100)],
  ["is a JPEG without its end", JPEG.subarray(0, 600)],
  ["is a JPEG without a frame header", hex("ffd8 ffe0 0004 0000 ffd9")],
  ["is a JPEG without height", hex("ffd8 ffc0 000b 08 0000 0040 01 011100 ffd9")],
  ["is a JPEG whose segments lead nowhere", hex("ffd8 ffe0 ffff 0000 ffd9")],
  ["is a JPEG that scans before its frame header", hex("ffd8 ffda 0008 010100003f00 aa ffd9")],
  ["is zeros", new Uint8Array(20)],
];

for (const [about, payload] of NO_IMAGES) {
  Deno.test(`push() skips a payload and goes on when it ${about}`, () => {
    const bytes = prefixed(JPEG, payload, NEXT);
    const events = decodeAll([bytes]);
    assert.deepEqual(events.map(({ type }) => type), [
      "streamIdentified",
      "pictureDescribed",
      "frameCompleted",
      "bytesSkipped",
      "frameCompleted",
    ]);
    assert.deepEqual(only(events, "bytesSkipped"), [{
      type: "bytesSkipped",
      bytes: payload.length,
      reason: "A payload that is no image.",
    }]);
    assert.deepEqual(told(decodeAll(singly(bytes))), told(events));
  });
}

Deno.test("push() cuts off the zeros that some encoders put behind a JPEG", () => {
  const events = decodeAll([prefixed(concat(JPEG, new Uint8Array(30)))]);
  assert.deepEqual(only(events, "frameCompleted")[0]?.frame.bytes, JPEG);
});

for (const [digits, length] of [["ffffffff", 4_294_967_295], ["00800001", 8_388_609]] as const) {
  Deno.test(`push() says tooLong, and keeps nothing, when a length is ${length}`, () => {
    const violation = {
      type: "streamViolated",
      code: "tooLong",
      detail: `A length of ${length} bytes; at most 8388608 are taken.`,
    };
    const later = new VideoDecoder();
    later.push(prefixed(JPEG));
    assert.deepEqual(later.push(concat(hex(digits), NEXT)), [violation]);
    assert.deepEqual(later.push(prefixed(NEXT)), []);
    const first = decodeAll([concat(hex(digits), JPEG)]);
    assert.deepEqual(first.slice(1), [violation]);
    assert.deepEqual(told(decodeAll(singly(concat(hex(digits), JPEG)))), told(first));
  });
}

Deno.test("push() takes a payload of exactly the most bytes", () => {
  const options = { maxFrameBytes: JPEG.length };
  assert.equal(only(decodeAll([prefixed(JPEG)], options), "frameCompleted").length, 1);
  const smaller = { maxFrameBytes: JPEG.length - 1 };
  assert.equal(only(decodeAll([prefixed(JPEG)], smaller), "streamViolated").length, 1);
});

Deno.test("end() makes no picture of a payload that was cut off", () => {
  const cut = decodeAll([prefixed(JPEG, NEXT).subarray(0, -10)]);
  assert.equal(only(cut, "frameCompleted").length, 1);
  assert.deepEqual(cut.at(-1), {
    type: "bytesSkipped",
    bytes: NEXT.length - 10,
    reason: "A payload that was cut off.",
  });
  const events = decodeAll([prefixed(nth(picturesOf("plain.h264"))).subarray(0, -10)]);
  assert.deepEqual(only(events, "frameCompleted"), []);
});

Deno.test("push() puts parameter sets that come in a payload of their own to the next picture", () => {
  const { frame } = nth(only(decodeAll([read("plain.h264")]), "frameCompleted"));
  const { bytes, nalUnits } = frame;
  const slice = bytes.length - nth(nalUnits, nalUnits.length - 1).length - 3;
  const framed = prefixed(bytes.subarray(0, slice), bytes.subarray(slice));
  const events = decodeAll([framed]);
  assert.deepEqual(only(events, "frameCompleted").map((each) => each.frame), [frame]);
  assert.deepEqual(arrived(events), bytes);
  assert.deepEqual(told(decodeAll(singly(framed))), told(events));
});

Deno.test("push() passes on H.264 before its payload is whole", () => {
  const framed = prefixed(nth(picturesOf("plain.h264")));
  const events = new VideoDecoder().push(framed.subarray(0, -20));
  assert.deepEqual(arrived(events), framed.subarray(4, -20));
});
