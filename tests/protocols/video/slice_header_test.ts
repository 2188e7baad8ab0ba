import assert from "node:assert/strict";
import fc from "fast-check";
import { ParameterSets } from "../../../protocols/video/parameter_sets.ts";
import {
  beginsPicture,
  readSliceHeader,
  SLICE_HEADER_BYTES,
  type SliceHeader,
} from "../../../protocols/video/slice_header.ts";
import { BitWriter } from "./bit_writer.ts";
import { nth } from "./streams.ts";

const order = fc.constantFrom("counter", "cycle", "fixedCycle", "asCoded");

/** What the parameter sets say. */
const sets = fc.record({
  order,
  planes: fc.boolean(),
  framesOnly: fc.boolean(),
  bottomFieldOrder: fc.boolean(),
});
type Sets = typeof sets extends fc.Arbitrary<infer T> ? T : never;

const delta = fc.integer({ min: -(2 ** 30), max: 2 ** 30 });

/** What a slice says, where the sets allow it. */
const said = fc.record({
  idr: fc.boolean(),
  reference: fc.integer({ min: 1, max: 3 }),
  firstMacroblock: fc.nat(139_263),
  colourPlane: fc.nat(2),
  frameNumber: fc.nat(2 ** 16 - 1),
  field: fc.boolean(),
  bottomField: fc.boolean(),
  idrId: fc.nat(65_535),
  orderCounter: fc.nat(2 ** 16 - 1),
  deltas: fc.tuple(delta, delta),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

function setsOf({ order, planes, framesOnly, bottomFieldOrder }: Sets): ParameterSets {
  const sequence = new BitWriter().bits(244, 8).bits(0, 8).bits(40, 8).unsigned(0, 3).flag(planes)
    .unsigned(0, 0).flag(false).flag(false).unsigned(12);
  if (order === "counter") sequence.unsigned(0, 12);
  else if (order === "asCoded") sequence.unsigned(2);
  else sequence.unsigned(1).flag(order === "fixedCycle").signed(0, 0).unsigned(0);
  sequence.unsigned(1).flag(false).unsigned(9, 9).flag(framesOnly);
  if (!framesOnly) sequence.flag(false);
  const picture = new BitWriter().unsigned(7, 0).flag(false).flag(bottomFieldOrder)
    .unsigned(0, 0, 0).bits(0, 3).signed(0, 0, 0).bits(0, 3);
  const sets = new ParameterSets();
  assert.ok(sets.take(sequence.flag(false).flag(false).flag(false).unit(0x67)));
  assert.ok(sets.take(picture.unit(0x68)));
  return sets;
}

/** The slice as its bytes, and as it must be read. */
function write(sets: Sets, said: Said): { nal: Uint8Array; expected: Partial<SliceHeader> } {
  const writer = new BitWriter().unsigned(said.firstMacroblock, 7, 7);
  if (sets.planes) writer.bits(said.colourPlane, 2);
  writer.bits(said.frameNumber, 16);
  const field = !sets.framesOnly && said.field, bottomField = field && said.bottomField;
  if (!sets.framesOnly) writer.flag(field);
  if (field) writer.flag(bottomField);
  if (said.idr) writer.unsigned(said.idrId);
  const [first, second] = said.deltas;
  const counter = sets.order === "counter", cycle = sets.order === "cycle";
  const bottom = sets.bottomFieldOrder && !field;
  if (counter) writer.bits(said.orderCounter, 16);
  if (cycle || counter && bottom) writer.signed(first);
  if (cycle && bottom) writer.signed(second);
  const { idr, firstMacroblock, frameNumber } = said;
  const expected = {
    ...{ idr, firstMacroblock, frameNumber, field, bottomField, reference: true },
    pictureParametersId: 7,
    idrId: idr ? said.idrId : 0,
    orderCounter: counter ? said.orderCounter : 0,
    orderDeltas: [cycle || counter && bottom ? first : 0, cycle && bottom ? second : 0] as const,
  };
  return { nal: writer.unit(said.reference << 5 | (idr ? 5 : 1)), expected };
}

Deno.test("readSliceHeader() reads back whatever the head of a slice can say", () => {
  fc.assert(fc.property(sets, said, (sets, said) => {
    const { nal, expected } = write(sets, said);
    const read = readSliceHeader(nal.subarray(0, SLICE_HEADER_BYTES), setsOf(sets));
    assert.ok(read?.parameters !== undefined);
    const { parameters: _, ...rest } = read;
    assert.deepEqual(rest, expected);
  }));
});

Deno.test("readSliceHeader() says the same, or undefined, when a slice is cut off", () => {
  fc.assert(fc.property(sets, said, (sets, said) => {
    const { nal } = write(sets, said);
    const known = setsOf(sets);
    const whole = readSliceHeader(nal, known);
    for (let keep = 1; keep < nal.length; keep++) {
      const cut = readSliceHeader(nal.subarray(0, keep), known);
      if (cut !== undefined) assert.deepEqual(cut, whole);
    }
  }));
});

/** Fields that alone make another picture (clause 7.4.1.2.4). */
const DIFFERENCES: readonly Partial<SliceHeader>[] = [
  { frameNumber: 1 },
  { pictureParametersId: 1 },
  { field: true },
  { bottomField: true },
  { reference: false },
  { idr: true },
  { idrId: 1 },
  { orderCounter: 1 },
  { orderDeltas: [1, 0] },
  { orderDeltas: [0, 1] },
];

for (const difference of DIFFERENCES) {
  Deno.test(`beginsPicture() says true when all that differs is ${JSON.stringify(difference)}`, () => {
    const [slice, next] = [sliceOf({}), sliceOf({ ...difference, firstMacroblock: 9 })];
    assert.equal(beginsPicture(next, slice, true), true);
    assert.equal(beginsPicture(slice, next, false), true);
  });
}

for (const same of [{ firstMacroblock: 9 }, {}]) {
  Deno.test(`beginsPicture() says false when no more differs than ${JSON.stringify(same)}`, () => {
    assert.equal(beginsPicture(sliceOf(same), sliceOf({}), false), false);
  });
}

Deno.test("beginsPicture() says false when the first macroblock comes once per colour plane", () => {
  const plane = sliceOf({ planes: true });
  assert.equal(beginsPicture(plane, plane, true), false);
  assert.equal(beginsPicture(sliceOf({}), sliceOf({}), true), true);
});

function sliceOf({ planes = false, ...fields }: Partial<SliceHeader> & { planes?: boolean }) {
  const sets = { order: "counter", planes, framesOnly: true, bottomFieldOrder: false } as const;
  const zeros = nth(fc.sample(said, { numRuns: 1, seed: 1 }));
  const { nal } = write(sets, {
    ...zeros,
    ...{ idr: false, firstMacroblock: 0, colourPlane: 0, frameNumber: 0, orderCounter: 0 },
  });
  const slice = readSliceHeader(nal, setsOf(sets));
  assert.ok(slice !== undefined);
  return { ...slice, ...fields };
}
