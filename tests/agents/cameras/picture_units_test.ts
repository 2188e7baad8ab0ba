import assert from "node:assert/strict";
import { h264Units, jpegUnits, type PictureUnits } from "../../../agents/cameras/picture_units.ts";
import type { StreamUnit } from "../../../agents/cameras/stream_viewer.ts";
import { NAL, nalType } from "../../../protocols/video/nal_unit.ts";
import {
  concat,
  cutAt,
  decodeAll,
  JPEGS,
  only,
  picturesOf,
  prefixed,
  read,
} from "../../protocols/video/streams.ts";

const PLAIN = read("plain.h264");

function push(units: PictureUnits, pieces: readonly Uint8Array[]): StreamUnit[] {
  return pieces.flatMap((piece) => [...units.push(piece)]);
}

function bytesOf(units: readonly StreamUnit[]): Uint8Array {
  return concat(...units.map(({ bytes }) => bytes));
}

function begins(units: readonly StreamUnit[]): readonly StreamUnit["begins"][] {
  return units.map(({ begins }) => begins).filter((each) => each !== null);
}

/** As a program writes it that sends its parameter sets once: those of all later keyframes are taken out. */
function setsOnlyOnce(name: string): Uint8Array[] {
  const frames = only(decodeAll([read(name)]), "frameCompleted").map(({ frame }) => frame);
  return frames.map(({ bytes, nalUnits }, index) => {
    if (index === 0) return bytes;
    const kept = nalUnits.filter((nal) => {
      const type = nalType(nal[0] ?? 0);
      return type !== NAL.sequenceParameters && type !== NAL.pictureParameters;
    });
    return concat(...kept.flatMap((nal) => [Uint8Array.of(0, 0, 0, 1), nal]));
  });
}

Deno.test("h264Units() passes raw bytes on as they come, and says what begins, wherever they were cut", () => {
  for (const places of [[], [1, 2, 3, 40, 500], [700, 701, 1_400]]) {
    const units = push(h264Units(false), cutAt(PLAIN, places));
    assert.deepEqual(bytesOf(units), PLAIN.subarray(0, bytesOf(units).length));
    assert.equal(begins(units).length, 12);
    assert.deepEqual(begins(units).indexOf("keyframe", 1), 6);
  }
});

Deno.test("h264Units() puts a length before each whole picture when they are to be framed", () => {
  const units = push(h264Units(true), cutAt(PLAIN, [99, 1_000]));
  // Of the last picture it is not known that it is whole.
  const pictures = picturesOf("plain.h264").slice(0, -1);
  assert.deepEqual(bytesOf(units), prefixed(...pictures));
});

for (const framed of [false, true]) {
  Deno.test(`h264Units() gives parameter sets to each keyframe of a program that sends them once, framed: ${framed}`, () => {
    const pieces = setsOnlyOnce("plain.h264");
    const units = push(h264Units(framed), pieces);
    const second = begins(units).indexOf("keyframe", 1);
    const from = units.indexOf(
      units.filter((unit) => unit.begins !== null)[second] ?? assert.fail("no second keyframe"),
    );
    const joined = bytesOf(units.slice(from));
    const pictures = only(decodeAll([joined]), "frameCompleted");
    assert.ok(pictures[0]?.frame.keyframe, "a viewer that joins there can decode");
  });
}

Deno.test("h264Units() says what the pictures are, and that something is no video", () => {
  const sizes: string[] = [];
  const described = h264Units(false, {
    described: ({ width, height }) => void sizes.push(`${width}x${height}`),
  });
  push(described, [read("resized.h264")]);
  assert.deepEqual(sizes, ["64x48", "96x64"]);

  const reasons: string[] = [];
  const text = new TextEncoder().encode("no camera today\n".repeat(50_000));
  const units = push(h264Units(false, { violated: (detail) => void reasons.push(detail) }), [text]);
  assert.deepEqual(units, []);
  assert.equal(reasons.length, 1);
});

Deno.test("jpegUnits() puts a length before each picture, wherever they were cut", () => {
  const bytes = read("jpegs.mjpeg");
  for (const places of [[], [1, 2, 700, 701, 1_500]]) {
    const units = push(jpegUnits(), cutAt(bytes, places));
    assert.deepEqual(bytesOf(units), prefixed(...JPEGS));
    assert.deepEqual(begins(units), JPEGS.map(() => "keyframe"));
  }
});

for (const framed of [false, true]) {
  Deno.test(`h264Units() goes on with the next whole keyframe when bytes were left out, wherever, framed: ${framed}`, () => {
    const bytes = concat(PLAIN, PLAIN, PLAIN);
    const keyframes = only(decodeAll([bytes]), "frameCompleted")
      .filter(({ frame }) => frame.keyframe).map(({ frame }) => frame.bytes.length);
    for (const [from, to] of [[2_000, 2_001], [700, 2_900], [PLAIN.length, PLAIN.length + 2]]) {
      const units = h264Units(framed);
      push(units, [bytes.subarray(0, from)]);
      units.skip();
      const after = push(units, cutAt(bytes.subarray(to), [1, 2, 3, 4, 5, 600]));
      assert.equal(begins(after)[0], "keyframe");
      const decoded = decodeAll([bytesOf(after)]);
      assert.deepEqual(only(decoded, "bytesSkipped"), []);
      const [first] = only(decoded, "frameCompleted");
      assert.ok(keyframes.includes(first?.frame.bytes.length ?? 0), "a whole one");
      assert.equal(only(decoded, "pictureDescribed").length, 1);
    }
  });
}

Deno.test("h264Units() may leave bytes out when each keyframe brings its parameter sets, and not when they come once", () => {
  const again = h264Units(false);
  push(again, [PLAIN.subarray(0, 1_000)]);
  assert.equal(again.maySkip, false, "the first always brings them");
  push(again, [PLAIN.subarray(1_000), PLAIN]);
  assert.equal(again.maySkip, true);
  const once = h264Units(false);
  push(once, [...setsOnlyOnce("plain.h264"), PLAIN.subarray(0, 10)]);
  assert.equal(once.maySkip, false);
});

Deno.test("jpegUnits() goes on with the next whole picture when bytes were left out", () => {
  const bytes = read("jpegs.mjpeg");
  const units = jpegUnits();
  assert.equal(units.maySkip, false);
  push(units, [bytes.subarray(0, JPEGS[0]?.length)]);
  assert.equal(units.maySkip, true);
  units.skip();
  const half = (JPEGS[0]?.length ?? 0) + 300;
  assert.deepEqual(bytesOf(push(units, [bytes.subarray(half)])), prefixed(...JPEGS.slice(2)));
});

Deno.test("holdsPicture() tells bytes in which a picture begins from others", () => {
  for (
    const [units, bytes] of [[h264Units(false), PLAIN], [jpegUnits(), read("jpegs.mjpeg")]] as const
  ) {
    assert.equal(units.holdsPicture(bytes), true);
    assert.equal(units.holdsPicture(new TextEncoder().encode("no camera today")), false);
    assert.equal(units.holdsPicture(new Uint8Array(0)), false);
  }
});
