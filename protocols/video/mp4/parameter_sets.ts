import type { VideoFrame } from "../events.ts";
import { NAL, nalType } from "../nal_unit.ts";

/** ISO/IEC 14496-15, clause 5.3.3.1.2: the counts in `avcC` have 5 and 8 bits; no encoder uses more than a few. */
const MOST_SPS = 31;
const MOST_PPS = 255;

/** What an H.264 decoder must know before the first picture: NAL units without start codes. */
export interface ParameterSets {
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}

/** The type of a NAL unit; 0 for an empty one. */
export function typeOf(unit: Uint8Array): number {
  return nalType(unit[0] ?? 0);
}

/** Whether a NAL unit is a sequence or picture parameter set. */
export function isParameterSet(unit: Uint8Array): boolean {
  const type = typeOf(unit);
  return type === NAL.sequenceParameters || type === NAL.pictureParameters;
}

/** The parameter sets that a keyframe carries, copied. Undefined when a kind is missing. */
export function parameterSetsOf({ nalUnits }: VideoFrame): ParameterSets | undefined {
  const sps = distinct(nalUnits, NAL.sequenceParameters).filter(({ length }) => length >= 4)
    .slice(0, MOST_SPS);
  const pps = distinct(nalUnits, NAL.pictureParameters).slice(0, MOST_PPS);
  return sps.length === 0 || pps.length === 0 ? undefined : { sps, pps };
}

/** Whether a decoder that got `known` at the beginning can go on with this frame. */
export function covers(known: ParameterSets, frame: VideoFrame): boolean {
  return frame.nalUnits.every((unit) => {
    if (!isParameterSet(unit)) return true;
    const { sps, pps } = known;
    return (typeOf(unit) === NAL.sequenceParameters ? sps : pps).some((other) =>
      sameBytes(unit, other)
    );
  });
}

function distinct(units: readonly Uint8Array[], type: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const unit of units) {
    if (typeOf(unit) !== type || unit.length > 0xffff) continue;
    if (!found.some((other) => sameBytes(unit, other))) found.push(unit.slice());
  }
  return found;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
