import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeLengthPrefixed } from "../../../protocols/video/length_prefixed.ts";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import {
  arrived,
  concat,
  cutAt,
  decodeAll,
  FIXTURES_H264,
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

for (const { name, about, frames, keyframes, nalUnits, picture } of FIXTURES_H264) {
  const stream = read(`${name}.h264`);

  Deno.test(`push() gives every picture of raw H.264 when ${about}`, () => {
    const events = decodeAll([stream]);
    const pictures = only(events, "frameCompleted").map(({ frame }) => frame);
    assert.equal(pictures.length, frames);
    assert.equal(pictures.filter((frame) => frame.keyframe).length, keyframes);
    assert.deepEqual(pictures.slice(0, 2).map((frame) => frame.nalUnits.length), nalUnits);
    assert.deepEqual(concat(...pictures.map((frame) => frame.bytes)), stream);
    assert.deepEqual(only(events, "pictureDescribed").map((each) => each.picture), [picture]);
    assert.deepEqual(only(events, "streamIdentified"), [
      { type: "streamIdentified", format: "annexB" },
    ]);
  });

  Deno.test(`push() passes on every byte of raw H.264 when ${about}`, () => {
    const events = decodeAll(cutAt(stream, [7, 100, 101, 500, 900, 1_200]));
    assert.deepEqual(arrived(events), stream);
    const begun = only(events, "bytesArrived").map(({ begins }) => begins);
    assert.equal(begun.filter((each) => each === "keyframe").length, keyframes);
    assert.equal(begun.filter((each) => each !== null).length, frames);
  });

  Deno.test(`push() tells the same, however the bytes are cut, when ${about}`, () => {
    const whole = told(decodeAll([stream]));
    assert.deepEqual(told(decodeAll(singly(stream))), whole);
    const cuts = fc.array(fc.nat(stream.length), { maxLength: 30 });
    const holds = (places: number[]) =>
      assert.deepEqual(told(decodeAll(cutAt(stream, places))), whole);
    fc.assert(fc.property(cuts, holds), { numRuns: 40 });
  });
}

Deno.test("push() finds the same pictures when all start codes have three bytes, or four", () => {
  const units = only(decodeAll([read("slices.h264")]), "frameCompleted")
    .flatMap(({ frame }) => frame.nalUnits);
  for (const code of ["000001", "00000001", "0000000000000001"]) {
    const stream = concat(...units.flatMap((unit) => [hex(code), unit]));
    const events = decodeAll(singly(stream));
    const frames = only(events, "frameCompleted").map(({ frame }) => frame);
    assert.equal(frames.length, 12, code);
    assert.deepEqual(frames.flatMap((frame) => frame.nalUnits), units, code);
    const skipped = code.length === 16 ? 4 : 0;
    assert.deepEqual(arrived(events), stream.subarray(skipped), code);
  }
});

Deno.test("push() describes the picture anew when its size changes in mid-stream", () => {
  const events = decodeAll([read("resized.h264")]);
  const sizes = only(events, "pictureDescribed").map(({ picture }) =>
    `${picture.width}x${picture.height}`
  );
  assert.deepEqual(sizes, ["64x48", "96x64"]);
  const order = events.filter(({ type }) => type !== "bytesArrived").map(({ type }) => type);
  assert.equal(order.lastIndexOf("pictureDescribed"), 2 + 12, "after the last small picture");
});

Deno.test("push() hands over the parameter sets as a decoder needs them", () => {
  const [described] = only(decodeAll([read("plain.h264")]), "pictureDescribed");
  const [first] = only(decodeAll([read("plain.h264")]), "frameCompleted");
  const [sequence, picture] = first?.frame.nalUnits ?? [];
  assert.ok(sequence && picture);
  const code = hex("00000001");
  assert.deepEqual(described?.parameterSets, concat(code, sequence, code, picture));
});

Deno.test("push() gives views, and no copies, of what came in one piece", () => {
  const stream = read("delimited_slices.h264").slice();
  const events = decodeAll([read("plain.h264").slice(0, 40), stream]);
  for (const { bytes } of only(events, "bytesArrived").slice(4)) {
    assert.equal(bytes.buffer, stream.buffer);
  }
  const frames = only(events, "frameCompleted").slice(2).map(({ frame }) => frame);
  assert.ok(frames.length > 8);
  for (const { bytes, nalUnits } of frames) {
    assert.equal(bytes.buffer, stream.buffer);
    for (const unit of nalUnits) assert.equal(unit.buffer, stream.buffer);
  }
});

for (const each of ["plain", "delimited", "slices", "delimited_slices", "interlaced"]) {
  Deno.test(`push() completes length-prefixed H.264 with its payload: ${each}`, () => {
    const frames = only(decodeAll([read(`${each}.h264`)]), "frameCompleted")
      .map(({ frame }) => frame);
    const decoder = new VideoDecoder();
    for (const frame of frames) {
      const events = decoder.push(encodeLengthPrefixed(frame.bytes));
      assert.deepEqual(only(events, "frameCompleted"), [{ type: "frameCompleted", frame }]);
      assert.deepEqual(arrived(events), frame.bytes);
    }
    assert.deepEqual(decoder.end(), []);
  });
}

Deno.test("push() says each JPEG once, and its size when that changes", () => {
  const small = nth(JPEGS), next = nth(JPEGS, 1);
  const other = resizedJpeg(small, 80, 60);
  const events = decodeAll([prefixed(small, next, new Uint8Array(0), other, small)]);
  assert.deepEqual(events.map(({ type }) => type), [
    "streamIdentified",
    "pictureDescribed",
    "frameCompleted",
    "frameCompleted",
    "keepAliveReceived",
    "pictureDescribed",
    "frameCompleted",
    "pictureDescribed",
    "frameCompleted",
  ]);
  assert.deepEqual(only(events, "pictureDescribed")[1]?.picture, {
    codec: "jpeg",
    width: 80,
    height: 60,
    framesPerSecond: null,
    codecString: null,
    profile: null,
  });
  const frames = only(events, "frameCompleted").map(({ frame }) => frame);
  assert.deepEqual(frames.map(({ bytes }) => bytes), [small, next, other, small]);
  assert.ok(frames.every(({ codec, keyframe }) => codec === "jpeg" && keyframe));
});

Deno.test("push() follows a camera that changes its codec between payloads", () => {
  const pictures = picturesOf("all_keyframes.h264");
  const first = nth(pictures), second = nth(pictures, 1);
  const events = decodeAll([prefixed(nth(JPEGS), first, second, nth(JPEGS, 1), first)]);
  assert.deepEqual(only(events, "pictureDescribed").map(({ picture }) => picture.codec), [
    "jpeg",
    "h264",
    "jpeg",
    "h264",
  ]);
  assert.equal(only(events, "frameCompleted").length, 5);
  assert.equal(only(events, "streamIdentified").length, 1);
});

Deno.test("push() and end() say nothing more when the stream was ended", () => {
  const decoder = new VideoDecoder();
  decoder.push(read("plain.h264"));
  assert.equal(only(decoder.end(), "frameCompleted").length, 1);
  assert.deepEqual(decoder.push(read("plain.h264")), []);
  assert.deepEqual(decoder.end(), []);
});

/** The same data under another size: enough for whoever only looks at headers. */
function resizedJpeg(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const changed = jpeg.slice();
  const at = changed.findIndex((byte, at) => byte === 0xff && changed[at + 1] === 0xc0);
  new DataView(changed.buffer).setUint16(at + 5, height);
  new DataView(changed.buffer).setUint16(at + 7, width);
  return changed;
}
