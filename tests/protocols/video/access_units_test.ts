import assert from "node:assert/strict";
import {
  CODE,
  DELIMITER,
  idr,
  PICTURE,
  pictureParameters,
  pictures,
  slice,
  stream,
} from "./nal_samples.ts";
import { concat, decodeAll, hex, only, read } from "./streams.ts";

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
  [
    "a slice is cut off where zeros would complete its head",
    [hex("418880"), slice(0x41, { number: 1 })],
    [`${HEAD} 1`, "1"],
  ],
  ["a set of another layer stands between pictures", [hex("0f42"), slice(0x41, { number: 1 })], [
    HEAD,
    "15 1",
  ]],
  ["IDR ids differ, and the first macroblock was lost", [idr(1), idr(0, 9)], [
    HEAD,
    "key 5",
    "key 5",
  ]],
  ["one is IDR and one is not", [slice(0x41, { first: 9 })], [HEAD, "1"]],
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

Deno.test("push() follows a stream when a repeated head has lost its parameter sets", () => {
  const frames = only(decodeAll([read("plain.h264")]), "frameCompleted").map(({ frame }) => frame);
  const keyframe = frames[6];
  assert.ok(keyframe?.keyframe);
  const bare = concat(CODE, keyframe.nalUnits.at(-1) ?? hex(""));
  const bytes = concat(...frames.slice(0, 6).map((frame) => frame.bytes), bare);
  const last = only(decodeAll([bytes]), "frameCompleted").at(-1);
  assert.equal(last?.frame.keyframe, true, "its sets are known");
});
