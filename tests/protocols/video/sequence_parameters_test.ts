import assert from "node:assert/strict";
import fc from "fast-check";
import {
  readSequenceParameters,
  type SequenceParameters,
} from "../../../protocols/video/sequence_parameters.ts";
import { BitWriter } from "./bit_writer.ts";
import { decodeAll, FIXTURES_H264, only, read } from "./streams.ts";

interface Fields {
  readonly profile: number;
  readonly id: number;
  readonly chroma: number;
  readonly separate: boolean;
  /** Differences of each scaling list; undefined for one that is not there. */
  readonly lists: readonly (readonly number[] | undefined)[];
  readonly frameNumberBits: number;
  readonly order: SequenceParameters["order"];
  readonly cycle: readonly number[];
  readonly columns: number;
  readonly rows: number;
  readonly framesOnly: boolean;
  readonly crop: readonly [number, number, number, number];
  readonly tickUnits: number;
  readonly ticksPerSecond: number;
}

const HIGH = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const difference = fc.integer({ min: -20, max: 20 });

/** A list that ends where its scale becomes 0, or has all its entries. */
const list = fc.array(difference, { minLength: 64, maxLength: 64 });

const fields: fc.Arbitrary<Fields> = fc.record({
  profile: fc.constantFrom(66, 77, 88, ...HIGH),
  id: fc.integer({ min: 0, max: 31 }),
  chroma: fc.integer({ min: 0, max: 3 }),
  separate: fc.boolean(),
  lists: fc.array(fc.option(list, { nil: undefined }), { minLength: 12, maxLength: 12 }),
  frameNumberBits: fc.integer({ min: 4, max: 16 }),
  order: fc.oneof(
    fc.integer({ min: 4, max: 16 }).map((bits) => ({ type: "counter", bits } as const)),
    fc.boolean().map((differs) => ({ type: "cycle", differs } as const)),
    fc.constant({ type: "asCoded" } as const),
  ),
  cycle: fc.array(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), { maxLength: 10 }),
  columns: fc.integer({ min: 4, max: 512 }),
  rows: fc.integer({ min: 4, max: 512 }),
  framesOnly: fc.boolean(),
  crop: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7), fc.nat(7)),
  tickUnits: fc.integer({ min: 1, max: 2 ** 31 }),
  ticksPerSecond: fc.integer({ min: 0, max: 2 ** 31 }),
});

function write(fields: Fields): Uint8Array {
  const writer = new BitWriter().bits(fields.profile, 8).bits(0, 8).bits(31, 8).unsigned(fields.id);
  if (HIGH.includes(fields.profile)) writeChroma(writer, fields);
  writer.unsigned(fields.frameNumberBits - 4);
  writeOrder(writer, fields);
  writer.unsigned(1).flag(false).unsigned(fields.columns - 1, fields.rows - 1);
  writer.flag(fields.framesOnly);
  if (!fields.framesOnly) writer.flag(true);
  writer.flag(true).flag(true).unsigned(...fields.crop);
  writer.flag(true).flag(true).bits(255, 8).bits(0, 32).flag(true).flag(false);
  writer.flag(true).bits(0, 4).flag(true).bits(0, 24).flag(true).unsigned(0, 0);
  writer.flag(true).bits(fields.tickUnits, 32).bits(fields.ticksPerSecond, 32).flag(true);
  return writer.unit(0x67);
}

function writeChroma(writer: BitWriter, { chroma, separate, lists }: Fields): void {
  writer.unsigned(chroma);
  if (chroma === 3) writer.flag(separate);
  writer.unsigned(0, 0).flag(false).flag(true);
  for (const [at, list] of lists.slice(0, chroma === 3 ? 12 : 8).entries()) {
    writer.flag(list !== undefined);
    let scale = 8;
    for (const step of list?.slice(0, at < 6 ? 16 : 64) ?? []) {
      if (scale === 0) break;
      writer.signed(step);
      scale = (scale + step + 256) % 256;
    }
  }
}

function writeOrder(writer: BitWriter, { order, cycle }: Fields): void {
  if (order.type === "counter") writer.unsigned(0, order.bits - 4);
  else if (order.type === "asCoded") writer.unsigned(2);
  else {
    writer.unsigned(1).flag(!order.differs).signed(-3, 4).unsigned(cycle.length).signed(...cycle);
  }
}

/** Pixels per unit of cropping (table 6-1 and the semantics of cropping). */
function units({ profile, chroma, separate, framesOnly }: Fields): readonly [number, number] {
  const format = HIGH.includes(profile) ? (chroma === 3 && separate ? 0 : chroma) : 1;
  return [format === 1 || format === 2 ? 2 : 1, (format === 1 ? 2 : 1) * (framesOnly ? 1 : 2)];
}

Deno.test("readSequenceParameters() reads back whatever a set can say", () => {
  fc.assert(fc.property(fields, (fields) => {
    const read = readSequenceParameters(write(fields));
    const [unitX, unitY] = units(fields);
    const [left, right, top, bottom] = fields.crop;
    const rate = fields.ticksPerSecond / (2 * fields.tickUnits);
    assert.equal(read?.id, fields.id);
    assert.equal(read.frameNumberBits, fields.frameNumberBits);
    assert.equal(read.framesOnly, fields.framesOnly);
    assert.deepEqual(read.order, fields.order);
    assert.equal(read.picture.width, fields.columns * 16 - unitX * (left + right));
    assert.equal(
      read.picture.height,
      fields.rows * 16 * (fields.framesOnly ? 1 : 2) - unitY * (top + bottom),
    );
    assert.equal(read.picture.framesPerSecond, rate > 0 && rate <= 1_000 ? rate : null);
    const separate = HIGH.includes(fields.profile) && fields.chroma === 3 && fields.separate;
    assert.equal(read.separateColourPlanes, separate);
  }));
});

Deno.test("readSequenceParameters() says undefined, or the same without a rate, when a set is cut off", () => {
  for (const { name } of FIXTURES_H264) {
    const [first] = only(decodeAll([read(`${name}.h264`)]), "frameCompleted");
    const set = first?.frame.nalUnits.find(([header = 0]) => (header & 0x1f) === 7);
    assert.ok(set);
    const whole = readSequenceParameters(set);
    let sized = 0;
    for (let keep = 0; keep < set.length; keep++) {
      const cut = readSequenceParameters(set.subarray(0, keep));
      if (cut === undefined) continue;
      sized++;
      const { width, height } = cut.picture;
      assert.deepEqual([width, height], [whole?.picture.width, whole?.picture.height]);
    }
    assert.ok(sized > 0 && sized < set.length, `${name}: ${sized}`);
  }
});

/** Sets that no encoder writes. */
const WRONG: readonly (readonly [string, BitWriter])[] = [
  ["its id is past 31", base().unsigned(32, 0, 2, 1).flag(false).unsigned(3, 2).bits(0b1100, 4)],
  [
    "frame numbers are too long",
    base().unsigned(0, 13, 2, 1).flag(false).unsigned(3, 2).bits(12, 4),
  ],
  ["the order is of no kind", base().unsigned(0, 0, 3, 1).flag(false).unsigned(3, 2).bits(12, 4)],
  ["order counters are too long", base().unsigned(0, 0, 0, 13, 1).flag(false).unsigned(3, 2)],
  [
    "the cycle is too long",
    base().unsigned(0, 0, 1).flag(false).signed(0, 0).unsigned(256, 1).flag(false).unsigned(3, 2),
  ],
  [
    "a side is too long",
    base().unsigned(0, 0, 2, 1).flag(false).unsigned(1_024, 2).bits(0b1100, 4),
  ],
  [
    "more is cropped than there is",
    base().unsigned(0, 0, 2, 1).flag(false).unsigned(3, 2).bits(0b111, 3)
      .unsigned(16, 16, 0, 0).flag(false),
  ],
  ["a number has 32 leading zeros", base().bits(0, 32).bits(1, 32).unsigned(0, 0, 0, 0, 0)],
  ["it is all zeros", base().bits(0, 64)],
];

/** The head of a set of the baseline profile. */
function base(): BitWriter {
  return new BitWriter().bits(66, 8).bits(0, 8).bits(30, 8);
}

for (const [about, writer] of WRONG) {
  Deno.test(`readSequenceParameters() says undefined when ${about}`, () => {
    assert.equal(readSequenceParameters(writer.bits(0, 64).unit(0x67)), undefined);
  });
}
