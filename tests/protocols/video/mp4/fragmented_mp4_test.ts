import assert from "node:assert/strict";
import fc from "fast-check";
import { FragmentedMp4 } from "../../../../protocols/video/mp4/fragmented_mp4.ts";
import { LiveMp4 } from "../../../../protocols/video/mp4/live_mp4.ts";
import { finishedLength } from "../../../../protocols/video/mp4/movie_head.ts";
import { typeOf } from "../../../../protocols/video/mp4/parameter_sets.ts";
import { boxAt, fragmentEndTicks, readHead } from "../../../../protocols/video/mp4/reading.ts";
import { CLIP, JPEG_CLIP, OTHER_SIZE } from "../../../support/cameras/video_clip.ts";

const KEYFRAME = CLIP.first;
const NOTHING = new Uint8Array();
const SLICES = KEYFRAME.nalUnits.filter((unit) => typeOf(unit) === 5);

function begin(clip = CLIP): FragmentedMp4 {
  const mp4 = FragmentedMp4.begin(clip.picture, clip.first);
  assert.ok(mp4);
  return mp4;
}

function bytesOf(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The types of the boxes one after the other; fails where they do not fill the bytes. */
function boxesOf(bytes: Uint8Array): string[] {
  const types: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const place = boxAt(bytes, at);
    assert.ok(place, `no box at ${at} of ${bytes.length}`);
    types.push(place.type);
    at += place.bytes;
  }
  assert.equal(at, bytes.length, "the last box ends with the bytes");
  return types;
}

Deno.test("begin() writes a head with size and parameter sets", () => {
  const { head, mimeType } = begin();
  assert.deepEqual(boxesOf(head), ["ftyp", "moov"]);
  const { lengthAt: _, ...facts } = readHead(head) ?? { lengthAt: 0 };
  assert.deepEqual(facts, { width: 128, height: 96, durationMs: null });
  const sps = KEYFRAME.nalUnits.find((unit) => typeOf(unit) === 7);
  assert.ok(sps);
  assert.ok(indexOf(head, sps) > 0, "the sequence parameter set stands in the head");
  assert.equal(mimeType, 'video/mp4; codecs="avc1.64000a"');
});

Deno.test("begin() gives JPEG pictures the object type that players know", () => {
  const { head, mimeType } = begin(JPEG_CLIP);
  assert.equal(mimeType, 'video/mp4; codecs="mp4v.6C"');
  assert.equal(readHead(head)?.width, 64);
});

Deno.test("begin() gives nothing when a keyframe comes without parameter sets", () => {
  const bare = { ...KEYFRAME, nalUnits: SLICES };
  assert.equal(FragmentedMp4.begin(CLIP.picture, bare), undefined);
});

Deno.test("begin() tells chroma format and bit depth of the High profiles", () => {
  const { head } = begin();
  const avcc = indexOf(head, new TextEncoder().encode("avcC")) - 4;
  const end = avcc + (boxAt(head, avcc)?.bytes ?? 0);
  const tail = [...head.subarray(end - 4, end)];
  assert.deepEqual(tail, [0xfd, 0xf8, 0xf8, 0], "4:2:0, 8 bits, 8 bits, no extension");
});

Deno.test("fragment() writes NAL units with lengths, and leaves parameter sets and delimiters out", () => {
  const parts = begin().fragment([{ frame: KEYFRAME, startTicks: 0, durationTicks: 3_000 }]);
  const bytes = bytesOf(parts);
  assert.deepEqual(boxesOf(bytes), ["moof", "mdat"]);
  const data = bytes.subarray((boxAt(bytes)?.bytes ?? 0) + 8);
  const types: number[] = [];
  for (let at = 0; at < data.length;) {
    const length = new DataView(data.buffer, data.byteOffset + at).getUint32(0);
    types.push(typeOf(data.subarray(at + 4)));
    at += 4 + length;
  }
  assert.deepEqual(types, [6, 5, 5], "a message, and the two slices");
});

Deno.test("fragment() does not copy pictures", () => {
  const parts = begin().fragment([{ frame: KEYFRAME, startTicks: 0, durationTicks: 3_000 }]);
  for (const slice of SLICES) {
    assert.ok(parts.includes(slice), "the slice itself is among the parts");
  }
});

Deno.test("fragment() tells when its last picture ends", () => {
  const [moof = NOTHING] = begin().fragment([
    { frame: KEYFRAME, startTicks: 2 ** 33, durationTicks: 3_000 },
    { frame: KEYFRAME, startTicks: 2 ** 33 + 3_000, durationTicks: 1_500 },
  ]);
  assert.equal(fragmentEndTicks(moof), 2 ** 33 + 4_500);
});

Deno.test("fits() is false when the parameter sets, the size or the codec have changed", () => {
  const mp4 = begin();
  assert.ok(CLIP.frames.every((frame) => mp4.fits(frame, CLIP.picture)));
  assert.equal(mp4.fits(OTHER_SIZE.first, OTHER_SIZE.picture), false);
  assert.equal(mp4.fits(OTHER_SIZE.first, CLIP.picture), false, "by its parameter sets");
  assert.equal(mp4.fits(JPEG_CLIP.first, JPEG_CLIP.picture), false);
  const larger = { ...JPEG_CLIP.picture, width: 128 };
  assert.equal(begin(JPEG_CLIP).fits(JPEG_CLIP.first, larger), false);
});

Deno.test("finishedLength() fits into the room that the head keeps for it", () => {
  const { head, lengthAt } = begin();
  const finished = head.slice();
  finished.set(finishedLength(90_000 * 600), lengthAt);
  assert.deepEqual(boxesOf(finished), ["ftyp", "moov"]);
  assert.equal(readHead(finished)?.durationMs, 600_000);
});

Deno.test("readHead() and fragmentEndTicks() never throw, whatever the bytes", () => {
  const whole = bytesOf([begin().head]);
  fc.assert(fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 40 }), (cut, noise) => {
    const torn = Uint8Array.from([...whole.subarray(0, cut), ...noise, ...whole.subarray(cut + 9)]);
    readHead(torn);
    readHead(whole.subarray(0, cut));
    fragmentEndTicks(torn);
    fragmentEndTicks(noise);
  }));
});

Deno.test("LiveMp4 writes one fragment for each picture, at once", () => {
  const live = LiveMp4.begin(CLIP.picture, KEYFRAME);
  assert.ok(live);
  const starts = CLIP.frames.map((frame, index) =>
    fragmentEndTicks(live.fragment(frame, 7_000 + index * 1_000 / 30)[0] ?? NOTHING)
  );
  assert.deepEqual(starts, CLIP.frames.map((_, index) => (index + 1) * 3_000));
});

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  return bytes.findIndex((_, at) => wanted.every((byte, index) => bytes[at + index] === byte));
}
