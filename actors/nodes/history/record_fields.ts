import { NO_COUNT, NO_HEIGHT } from "./point.ts";
import { CPU_UNIT, unpack } from "./scale.ts";

/** Where in a packed record a value is, and what it means. */
export interface Field {
  readonly place: number;
  readonly bits: 8 | 16 | 32;
  /** Steps of the logarithmic scale's unit; null: a whole number as it is. */
  readonly unit: number | null;
  /** The bits that say that there is no value; null: there always is one. */
  readonly none: number | null;
}

/** Chain data of 0 bytes counts as not said, so that 0 can mean none. */
export const NO_DATA = 0;

const quantity = (index: number, unit = 1, none: number | null = null): Field => ({
  place: 4 + 2 * index,
  bits: 16,
  unit,
  none,
});
const count = (place: number, none: number | null = NO_COUNT): Field => ({
  place,
  bits: 16,
  unit: null,
  none,
});

/** The values of a packed record. */
export const FIELDS = {
  /** As `syncCode` makes it. */
  syncState: { place: 1, bits: 8, unit: null, none: null },
  samples: count(2, null),
  cpuMin: quantity(0, CPU_UNIT),
  cpuAvg: quantity(1, CPU_UNIT),
  cpuMax: quantity(2, CPU_UNIT),
  memoryMin: quantity(3),
  memoryAvg: quantity(4),
  memoryMax: quantity(5),
  receivedAvg: quantity(6),
  receivedMax: quantity(7),
  sentAvg: quantity(8),
  sentMax: quantity(9),
  readAvg: quantity(10),
  readMax: quantity(11),
  writtenAvg: quantity(12),
  writtenMax: quantity(13),
  dataBytes: quantity(14, 1, NO_DATA),
  peersMin: count(34),
  peersAvg: count(36),
  lag: count(38),
  height: { place: 40, bits: 32, unit: null, none: NO_HEIGHT },
} as const satisfies Readonly<Record<string, Field>>;

/** A value of the record that begins at `start`; NaN: there is none. */
export function readField(bytes: DataView, start: number, field: Field): number {
  const { place, bits, unit, none } = field;
  const packed = packedAt(bytes, start + place, bits);
  if (packed === none) return NaN;
  return unit === null ? packed : unpack(packed) / unit;
}

/** One value of many records, which begin at `offsets`; NaN: there is none. */
export function readColumn(bytes: DataView, offsets: Int32Array, field: Field): Float64Array {
  const { place, bits, unit, none } = field;
  const values = new Float64Array(offsets.length);
  for (let at = 0; at < values.length; at++) {
    const packed = packedAt(bytes, (offsets[at] ?? 0) + place, bits);
    values[at] = packed === none ? NaN : unit === null ? packed : unpack(packed) / unit;
  }
  return values;
}

function packedAt(bytes: DataView, at: number, bits: Field["bits"]): number {
  if (bits === 16) return bytes.getUint16(at);
  return bits === 32 ? bytes.getUint32(at) : bytes.getUint8(at);
}
