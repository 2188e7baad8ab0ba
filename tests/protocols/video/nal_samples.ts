import assert from "node:assert/strict";
import { BitWriter } from "./bit_writer.ts";
import { arrived, concat, decodeAll, hex, only, singly, told } from "./streams.ts";

export const CODE: Uint8Array = hex("00000001"), SHORT_CODE: Uint8Array = hex("000001");
export const DELIMITER: Uint8Array = hex("09f0");
/** A sequence parameter set of the baseline profile, 64 × 48, with counters of 4 bits. */
export const SEQUENCE: Uint8Array = new BitWriter().bits(66, 8).bits(0, 8).bits(30, 8)
  .unsigned(0, 0, 0, 0, 1).flag(false).unsigned(3, 2).flag(true).flag(true).flag(false)
  .flag(false).unit(0x67);
export const PICTURE: Uint8Array = pictureParameters(0);

/** A picture parameter set, and whether it allows spare slices. */
export function pictureParameters(id: number, spare = false): Uint8Array {
  return new BitWriter().unsigned(id, 0).bits(0, 2).unsigned(0, 0, 0).bits(0, 3).signed(0, 0, 0)
    .bits(0, 2).flag(spare).unit(0x68);
}

/** What differs between slices; 0 unless told. */
export interface Slice {
  readonly first?: number;
  readonly set?: number;
  readonly number?: number;
  readonly order?: number;
  readonly idrId?: number;
}

/** The head of a slice as the sets above have it, and some data. */
export function slice(header: number, fields: Slice = {}): Uint8Array {
  const { first = 0, set = 0, number = 0, order = 0, idrId } = fields;
  const writer = new BitWriter().unsigned(first, 7, set).bits(number, 4);
  if (idrId !== undefined) writer.unsigned(idrId);
  return writer.bits(order, 4).bits(0x7abcdef, 28).bits(0x7654321, 28).unit(header);
}

/** A slice of an IDR picture. */
export function idr(idrId = 0, first = 0): Uint8Array {
  return slice(0x65, { idrId, first });
}

/** Units with a start code before each. */
export function stream(...units: readonly Uint8Array[]): Uint8Array {
  return concat(...units.flatMap((unit) => [CODE, unit]));
}

/** The kinds of the units of each picture that comes of some units, behind the parameter sets. */
export function pictures(...units: readonly Uint8Array[]): string[] {
  const bytes = stream(SEQUENCE, PICTURE, ...units);
  const events = decodeAll([bytes]);
  assert.deepEqual(told(decodeAll(singly(bytes))), told(events));
  assert.deepEqual(arrived(events), bytes);
  return only(events, "frameCompleted").map(({ frame }) => {
    const kinds = frame.nalUnits.map(([header = 0]) => header & 0x1f);
    return `${frame.keyframe ? "key " : ""}${kinds.join(" ")}`;
  });
}
