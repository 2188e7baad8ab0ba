import assert from "node:assert/strict";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import {
  CODE,
  DELIMITER,
  idr,
  PICTURE,
  pictureParameters,
  SEQUENCE,
  SHORT_CODE,
  slice,
  stream,
} from "./nal_samples.ts";
import { arrived, concat, decodeAll, hex, only, singly, told } from "./streams.ts";

Deno.test("push() passes on all but what may begin the next picture", () => {
  const decoder = new VideoDecoder();
  const first = stream(SEQUENCE, PICTURE, idr());
  const sent = (bytes: Uint8Array) => arrived(decoder.push(bytes)).toHex();
  assert.equal(sent(first), first.toHex());
  assert.equal(sent(hex("aa00")), "aa", "a zero may belong to a start code");
  assert.equal(sent(hex("0000")), "", "and three");
  assert.equal(sent(hex("0000")), "0000", "no more than three");
  assert.equal(sent(hex("01")), "", "what comes now?");
  assert.equal(sent(hex("0c")), "000000010c", "filler, of the same picture");
  assert.equal(sent(concat(hex("ff80"), CODE, DELIMITER)), "ff80", "the next one begins");
  const next = concat(CODE, slice(0x41, { number: 1 }));
  assert.equal(sent(next.subarray(0, 6)), "", "its first slice is cut off in its head");
  assert.equal(sent(next.subarray(6)), concat(CODE, DELIMITER, next).toHex());
});

Deno.test("push() completes a picture as soon as the next one has shown its kind of unit", () => {
  const decoder = new VideoDecoder();
  decoder.push(stream(SEQUENCE, PICTURE, idr()));
  assert.deepEqual(decoder.push(SHORT_CODE), []);
  assert.deepEqual(decoder.push(hex("09")).map(({ type }) => type), ["frameCompleted"]);
});

Deno.test("push() leaves trailing zeros out of units, and in the picture", () => {
  const bytes = concat(stream(SEQUENCE, PICTURE, idr()), hex("0000000000"), SHORT_CODE, DELIMITER);
  const [first] = only(decodeAll([bytes]), "frameCompleted");
  assert.deepEqual(first?.frame.nalUnits.at(-1), idr());
  const zeros = (first?.frame.bytes.length ?? 0) - stream(SEQUENCE, PICTURE, idr()).length;
  assert.equal(zeros, 4, "the fifth belongs to the start code");
});

for (const keep of [2, 3, 4, 5, 6]) {
  Deno.test(`push() says that a parameter set cannot be read when it is cut to ${keep} bytes`, () => {
    const cut = SEQUENCE.subarray(0, keep);
    const bytes = stream(cut, PICTURE, idr());
    const events = decodeAll([bytes]);
    assert.deepEqual(only(events, "bytesSkipped"), [{
      type: "bytesSkipped",
      bytes: keep,
      reason: "A sequence parameter set that cannot be read.",
    }]);
    assert.deepEqual(arrived(events), bytes, "viewers get it all the same");
    assert.deepEqual(only(events, "pictureDescribed"), []);
    assert.equal(only(events, "frameCompleted")[0]?.frame.keyframe, false);
    const healed = decodeAll([concat(bytes, stream(SEQUENCE, PICTURE, idr(1)))]);
    assert.equal(only(healed, "frameCompleted")[1]?.frame.keyframe, true);
  });
}

Deno.test("push() says tooLong at the same byte, however it is cut, when a picture does not end", () => {
  const bytes = concat(stream(SEQUENCE, PICTURE, idr()), new Uint8Array(3_000).fill(0xaa));
  const events = decodeAll([bytes], { maxFrameBytes: 1_000 });
  assert.deepEqual(events.at(-1), {
    type: "streamViolated",
    code: "tooLong",
    detail: "A picture of more than 1000 bytes.",
  });
  assert.deepEqual(arrived(events), bytes.subarray(0, 1_000));
  assert.deepEqual(told(decodeAll(singly(bytes), { maxFrameBytes: 1_000 })), told(events));
});

Deno.test("push() takes a picture of exactly the most bytes", () => {
  const bytes = stream(SEQUENCE, PICTURE, idr());
  const options = { maxFrameBytes: bytes.length };
  const next = concat(bytes, stream(DELIMITER));
  assert.equal(only(decodeAll([next], options), "streamViolated").length, 0);
  const larger = concat(bytes, hex("aa"), stream(DELIMITER));
  assert.equal(only(decodeAll([larger], options), "streamViolated").length, 1);
});

for (const [about, unit] of [["a message", hex("06aa")], ["nothing", hex("")]] as const) {
  Deno.test(`push() says tooLong when ${about} comes again and again instead of a picture`, () => {
    const bytes = concat(...new Array(5_000).fill(concat(SHORT_CODE, unit)));
    const events = decodeAll([concat(stream(DELIMITER), bytes)]);
    assert.deepEqual(events.at(-1), {
      type: "streamViolated",
      code: "tooLong",
      detail: "A picture of more than 4096 NAL units.",
    });
    assert.deepEqual(arrived(events), new Uint8Array(0));
  });
}

Deno.test("push() keeps few bytes of parameter sets when a camera sends ever new ones", () => {
  const sets = Array.from({ length: 256 }, (_, id) => pictureParameters(id));
  const long = sets.map((set) => concat(set, new Uint8Array(200).fill(0x55)));
  const events = decodeAll([stream(SEQUENCE, PICTURE, idr(), ...long, idr(1))]);
  const described = only(events, "pictureDescribed").at(-1);
  assert.ok((described?.parameterSets?.length ?? Infinity) <= 4_096);
  assert.ok(only(events, "bytesSkipped").length > 200);
});

Deno.test("push() says nothing of a parameter set that makes a picture too long", () => {
  const unreadable = hex(`68 ${"000003".repeat(100)} 80`);
  const bytes = stream(SEQUENCE, PICTURE, idr(), DELIMITER, unreadable, idr(1));
  const events = decodeAll([bytes], { maxFrameBytes: 200 });
  assert.deepEqual(only(events, "bytesSkipped"), []);
  assert.equal(events.at(-1)?.type, "streamViolated");
  assert.deepEqual(told(decodeAll(singly(bytes), { maxFrameBytes: 200 })), told(events));
});

Deno.test("push() describes the picture anew when only its parameter sets change", () => {
  const changed = pictureParameters(0, true);
  const events = decodeAll([
    stream(SEQUENCE, PICTURE, idr(), SEQUENCE, PICTURE, idr(1), changed, idr()),
  ]);
  const [first, second, ...more] = only(events, "pictureDescribed");
  assert.deepEqual(more, []);
  assert.deepEqual(first?.parameterSets, stream(SEQUENCE, PICTURE));
  assert.deepEqual(second?.parameterSets, stream(SEQUENCE, changed));
  assert.deepEqual(second?.picture, first?.picture);
});
