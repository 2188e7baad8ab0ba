import assert from "node:assert/strict";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import { BitWriter } from "./bit_writer.ts";
import { arrived, concat, decodeAll, hex, only, read, singly, told } from "./streams.ts";

const CODE = hex("00000001"), SHORT_CODE = hex("000001");
const DELIMITER = hex("09f0");
const SEQUENCE = new BitWriter().bits(66, 8).bits(0, 8).bits(30, 8)
  .unsigned(0, 0, 0, 0, 1).flag(false).unsigned(3, 2).flag(true).flag(true).flag(false)
  .flag(false).unit(0x67);
const PICTURE = pictureParameters(0);

/** A picture parameter set, and whether it allows spare slices. */
function pictureParameters(id: number, spare = false): Uint8Array {
  return new BitWriter().unsigned(id, 0).bits(0, 2).unsigned(0, 0, 0).bits(0, 3).signed(0, 0, 0)
    .bits(0, 2).flag(spare).unit(0x68);
}

interface Slice {
  readonly first?: number;
  readonly set?: number;
  readonly number?: number;
  readonly order?: number;
  readonly idrId?: number;
}

/** The head of a slice as the sets above have it, and some data. */
function slice(header: number, fields: Slice = {}): Uint8Array {
  const { first = 0, set = 0, number = 0, order = 0, idrId } = fields;
  const writer = new BitWriter().unsigned(first, 7, set).bits(number, 4);
  if (idrId !== undefined) writer.unsigned(idrId);
  return writer.bits(order, 4).bits(0x7abcdef, 28).bits(0x7654321, 28).unit(header);
}

function idr(idrId = 0, first = 0): Uint8Array {
  return slice(0x65, { idrId, first });
}

function stream(...units: readonly Uint8Array[]): Uint8Array {
  return concat(...units.flatMap((unit) => [CODE, unit]));
}

/** The kinds of the units of each picture. */
function pictures(...units: readonly Uint8Array[]): string[] {
  const bytes = stream(SEQUENCE, PICTURE, ...units);
  const events = decodeAll([bytes]);
  assert.deepEqual(told(decodeAll(singly(bytes))), told(events));
  assert.deepEqual(arrived(events), bytes);
  return only(events, "frameCompleted").map(({ frame }) => {
    const kinds = frame.nalUnits.map(([header = 0]) => header & 0x1f);
    return `${frame.keyframe ? "key " : ""}${kinds.join(" ")}`;
  });
}

const HEAD = "key 7 8 5";

/** What follows an IDR picture, and the pictures that come of it. Clauses of ISO/IEC 14496-10. */
const UNITS: readonly (readonly [string, readonly Uint8Array[], readonly string[]])[] = [
  [
    "frame numbers differ",
    [slice(0x41, { number: 1 }), slice(0x41, { number: 2 })],
    [HEAD, "1", "1"],
  ],
  ["slices of one picture follow", [
    slice(0x41, { number: 1 }),
    slice(0x41, { number: 1, first: 9 }),
  ], [
    HEAD,
    "1 1",
  ]],
  [
    "slices come in any order",
    [slice(0x41, { number: 1, first: 9 }), slice(0x41, { number: 1 })],
    [HEAD, "1 1"],
  ],
  ["order counters differ", [slice(0x01, { order: 2 }), slice(0x01, { order: 4 })], [
    HEAD,
    "1",
    "1",
  ]],
  [
    "one is a reference and one is not",
    [slice(0x41, { number: 1 }), slice(0x01, { number: 1, first: 9 })],
    [HEAD, "1", "1"],
  ],
  [
    "both are references of unlike importance",
    [slice(0x41, { number: 1 }), slice(0x21, { number: 1, first: 9 })],
    [HEAD, "1 1"],
  ],
  [
    "their parameter sets differ",
    [
      pictureParameters(1),
      slice(0x41, { number: 1 }),
      slice(0x41, { number: 1, first: 9, set: 1 }),
    ],
    [HEAD, "8 1", "1"],
  ],
  ["IDR ids differ", [idr(1), idr(0)], [HEAD, "key 5", "key 5"]],
  ["IDR ids are all the same", [idr(0), idr(0)], [HEAD, "key 5", "key 5"]],
  ["an IDR picture has several slices", [idr(1), idr(1, 9), idr(1, 20)], [HEAD, "key 5 5 5"]],
  [
    "a spare slice repeats the first macroblock",
    [pictureParameters(0, true), slice(0x41, { number: 1 }), slice(0x41, { number: 1 })],
    [HEAD, "8 1 1"],
  ],
  [
    "messages, sets and delimiters stand between pictures",
    [
      hex("0605 01 aa 80"),
      slice(0x41, { number: 1 }),
      DELIMITER,
      PICTURE,
      slice(0x41, { number: 2 }),
      PICTURE,
      hex("0f42"),
      idr(1),
    ],
    [HEAD, "6 1", "9 8 1", "key 8 15 5"],
  ],
  [
    "filler, ends of sequences and other layers follow a picture",
    [hex("0cff80"), hex("0a"), hex("3480"), hex("1380"), slice(0x41, { number: 1 })],
    [`${HEAD} 12 10 20 19`, "1"],
  ],
  [
    "a prefix stands before each slice",
    [
      hex("4e80"),
      slice(0x41, { number: 1 }),
      hex("4e80"),
      slice(0x41, { number: 1, first: 9 }),
      hex("4e80"),
      slice(0x41, { number: 2 }),
    ],
    [HEAD, "14 1 14 1", "14 1"],
  ],
  [
    "a prefix stands before a message",
    [hex("4e80"), hex("0605 01 aa 80"), slice(0x41, { number: 1 })],
    [HEAD, "14 6 1"],
  ],
  ["several delimiters come at once", [DELIMITER, DELIMITER, slice(0x41, { number: 1 })], [
    HEAD,
    "9 9 1",
  ]],
  ["units are empty", [new Uint8Array(0), slice(0x41, { number: 1 }), new Uint8Array(0)], [
    HEAD,
    "1",
  ]],
  ["a slice is cut off in its head", [hex("41"), slice(0x41, { number: 1 })], [`${HEAD} 1`, "1"]],
  ["nothing comes after a delimiter", [DELIMITER], [HEAD]],
];

for (const [about, units, expected] of UNITS) {
  Deno.test(`push() tells pictures apart when ${about}`, () => {
    assert.deepEqual(pictures(idr(), ...units), expected);
  });
}

Deno.test("push() takes a first macroblock for a new picture when no parameter sets have come", () => {
  const events = decodeAll([
    stream(
      ...[slice(0x41, { number: 1 }), slice(0x41, { number: 1, first: 9 })],
      ...[slice(0x41, { number: 1 }), slice(0x65, { number: 3 })],
    ),
  ]);
  const frames = only(events, "frameCompleted").map(({ frame }) => frame);
  assert.deepEqual(frames.map(({ nalUnits }) => nalUnits.length), [2, 1, 1]);
  assert.ok(frames.every(({ keyframe }) => !keyframe), "a decoder could not begin");
  assert.deepEqual(only(events, "pictureDescribed"), []);
});

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

Deno.test("push() counts a recovery point as a keyframe when IDR pictures stay away, and only then", () => {
  const recovery = hex("0606 01 c4 80");
  const at = (number: number) => slice(0x41, { number });
  assert.deepEqual(
    pictures(idr(), recovery, at(1), recovery, at(2), recovery, at(3), idr(1), recovery, at(4)),
    [HEAD, "6 1", "key 6 1", "key 6 1", "key 5", "6 1"],
  );
});

Deno.test("push() finds a recovery point behind a long message", () => {
  const text = concat(hex("05ff05"), new Uint8Array(260).fill(0x41));
  const unit = concat(hex("06"), text, hex("0601c480"));
  const units = [unit, slice(0x41, { number: 1 }), unit, slice(0x41, { number: 2 })];
  assert.deepEqual(pictures(idr(), ...units), [HEAD, "6 1", "key 6 1"]);
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

Deno.test("push() follows a stream when a repeated head has lost its parameter sets", () => {
  const frames = only(decodeAll([read("plain.h264")]), "frameCompleted").map(({ frame }) => frame);
  const keyframe = frames[6];
  assert.ok(keyframe?.keyframe);
  const bare = concat(CODE, keyframe.nalUnits.at(-1) ?? hex(""));
  const bytes = concat(...frames.slice(0, 6).map((frame) => frame.bytes), bare);
  const last = only(decodeAll([bytes]), "frameCompleted").at(-1);
  assert.equal(last?.frame.keyframe, true, "its sets are known");
});
