import { BitReader } from "./bit_reader.ts";
import { NAL, nalType } from "./nal_unit.ts";
import type { Parameters, ParameterSets } from "./parameter_sets.ts";

/**
 * Bytes of a slice within which all fields lie that tell pictures apart: they have 220 bits at most, and emulation
 * prevention adds one byte to two.
 */
export const SLICE_HEADER_BYTES = 48;

/** What the head of a slice says of its picture (ISO/IEC 14496-10, clause 7.3.3). Fields that are not there are 0. */
export interface SliceHeader {
  readonly idr: boolean;
  readonly reference: boolean;
  readonly firstMacroblock: number;
  readonly pictureParametersId: number;
  /** Undefined when the sets have not come; the fields below are then not known. */
  readonly parameters: Parameters | undefined;
  readonly frameNumber: number;
  readonly field: boolean;
  readonly bottomField: boolean;
  readonly idrId: number;
  readonly orderCounter: number;
  readonly orderDeltas: readonly [number, number];
}

/**
 * Reads the head of a slice.
 *
 * @param nal the unit from its first byte on, without start code, as far as it has come
 * @returns undefined when the bytes end before the fields do
 */
export function readSliceHeader(nal: Uint8Array, sets: ParameterSets): SliceHeader | undefined {
  const header = nal[0] ?? 0;
  const reader = new BitReader(nal, 1);
  const firstMacroblock = reader.unsigned();
  reader.unsigned(); // Which kinds of prediction.
  const pictureParametersId = reader.unsigned();
  if (reader.failed) return undefined;
  const parameters = sets.find(pictureParametersId);
  const idr = nalType(header) === NAL.idrSlice;
  const fields = parameters === undefined ? UNKNOWN : readFields(reader, parameters, idr);
  if (reader.failed) return undefined;
  const reference = (header & 0x60) !== 0;
  return { idr, reference, firstMacroblock, pictureParametersId, parameters, ...fields };
}

const UNKNOWN = {
  frameNumber: 0,
  field: false,
  bottomField: false,
  idrId: 0,
  orderCounter: 0,
  orderDeltas: [0, 0],
} as const;

function readFields(reader: BitReader, { sequence, picture }: Parameters, idr: boolean) {
  if (sequence.separateColourPlanes) reader.skip(2); // Which of them.
  const frameNumber = reader.bits(sequence.frameNumberBits);
  const field = !sequence.framesOnly && reader.flag();
  const bottomField = field && reader.flag();
  const idrId = idr ? reader.unsigned() : 0;
  const { order } = sequence;
  const orderCounter = order.type === "counter" ? reader.bits(order.bits) : 0;
  const bottomDiffers = picture.bottomFieldOrder && !field;
  const cycle = order.type === "cycle" && order.differs;
  const first = cycle || order.type === "counter" && bottomDiffers ? reader.signed() : 0;
  const second = cycle && bottomDiffers ? reader.signed() : 0;
  const orderDeltas = [first, second] as const;
  return { frameNumber, field, bottomField, idrId, orderCounter, orderDeltas };
}

/**
 * True when a slice belongs to another picture than the one before it (ISO/IEC 14496-10, clause 7.4.1.2.4).
 *
 * Two things go beyond the clause. Where parameter sets are missing, a slice of the first macroblock is taken to
 * begin a picture. And so is one that comes a second time, as some encoders give all IDR pictures the same id.
 *
 * @param firstSeen the picture already has its first macroblock
 */
export function beginsPicture(next: SliceHeader, last: SliceHeader, firstSeen: boolean): boolean {
  if (next.parameters === undefined || last.parameters === undefined) {
    return next.firstMacroblock === 0;
  }
  return differs(next, last) || repeats(next, next.parameters, firstSeen);
}

function differs(next: SliceHeader, last: SliceHeader): boolean {
  return next.frameNumber !== last.frameNumber ||
    next.pictureParametersId !== last.pictureParametersId ||
    next.field !== last.field || next.bottomField !== last.bottomField ||
    next.reference !== last.reference ||
    next.idr !== last.idr || next.idrId !== last.idrId ||
    next.orderCounter !== last.orderCounter ||
    next.orderDeltas[0] !== last.orderDeltas[0] || next.orderDeltas[1] !== last.orderDeltas[1];
}

/** Spare slices and separate colour planes have a first macroblock each. */
function repeats(next: SliceHeader, parameters: Parameters, firstSeen: boolean): boolean {
  const { sequence, picture } = parameters;
  return firstSeen && next.firstMacroblock === 0 && !picture.spareSlices &&
    !sequence.separateColourPlanes;
}
