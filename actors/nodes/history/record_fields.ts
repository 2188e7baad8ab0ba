import { unpackCount, unpackHeight } from "./point.ts";
import { CPU_UNIT, unpack } from "./scale.ts";

/** Where in a packed record a value is, and what it means; null: there is none. */
export interface Field<T extends number | null = number | null> {
  readonly place: number;
  readonly bits: 8 | 16 | 32;
  unpack(packed: number): T;
}

/** Chain data of 0 bytes counts as not said, so that 0 can mean none. */
export const NO_DATA = 0;

const quantity = (index: number) => ({ place: 4 + 2 * index, bits: 16, unpack } as const);
const share = (index: number) => ({ ...quantity(index), unpack: unpackShare });
const count = (place: number) => ({ place, bits: 16, unpack: unpackCount } as const);

/** The values of a packed record. */
export const FIELDS = {
  /** As {@link syncCode} makes it. */
  syncState: { place: 1, bits: 8, unpack: itself },
  samples: { place: 2, bits: 16, unpack: itself },
  cpuMin: share(0),
  cpuAvg: share(1),
  cpuMax: share(2),
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
  dataBytes: { ...quantity(14), unpack: unpackData },
  peersMin: count(34),
  peersAvg: count(36),
  lag: count(38),
  height: { place: 40, bits: 32, unpack: unpackHeight },
} as const satisfies Readonly<Record<string, Field>>;

/** A value of the record that begins at `start`. */
export function readField<T extends number | null>(
  bytes: DataView,
  start: number,
  { place, bits, unpack }: Field<T>,
): T {
  return unpack(packedAt(bytes, start + place, bits));
}

/** One value of many records, which begin at `offsets`; NaN: there is none. */
export function readColumn(bytes: DataView, offsets: Int32Array, field: Field): Float64Array {
  const values = new Float64Array(offsets.length);
  for (let at = 0; at < values.length; at++) {
    values[at] = readField(bytes, offsets[at] ?? 0, field) ?? NaN;
  }
  return values;
}

function packedAt(bytes: DataView, at: number, bits: Field["bits"]): number {
  if (bits === 16) return bytes.getUint16(at);
  return bits === 32 ? bytes.getUint32(at) : bytes.getUint8(at);
}

function itself(packed: number): number {
  return packed;
}

function unpackShare(packed: number): number {
  return unpack(packed) / CPU_UNIT;
}

function unpackData(packed: number): number | null {
  return packed === NO_DATA ? null : unpack(packed);
}
