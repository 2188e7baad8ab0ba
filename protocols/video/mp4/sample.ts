import type { VideoFrame } from "../events.ts";
import { byteCount, viewOf } from "./boxes.ts";
import { isParameterSet, typeOf } from "./parameter_sets.ts";

const LENGTH_BYTES = 4;
/** Access unit delimiter, end of sequence, end of stream, filler: they mean nothing in a file. */
const FIRST_DELIMITER = 9;
const LAST_DELIMITER = 12;

/** The pieces of one sample, in order: views of the frame, and lengths of our own. */
export interface Sample {
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  readonly keyframe: boolean;
}

/**
 * A picture as it stands in the file. H.264: its NAL units with a u32 length each instead of a start code, without
 * parameter sets, which are in the file's head (ISO/IEC 14496-15, clause 5.3.2). JPEG: the image.
 */
export function sampleOf({ codec, bytes, keyframe, nalUnits }: VideoFrame): Sample {
  if (codec === "jpeg") return { parts: [bytes], bytes: bytes.length, keyframe };
  const units = nalUnits.filter(belongs);
  const lengths = new Uint8Array(units.length * LENGTH_BYTES);
  const view = viewOf(lengths);
  const parts = units.flatMap((unit, index) => {
    const at = index * LENGTH_BYTES;
    view.setUint32(at, unit.length);
    return [lengths.subarray(at, at + LENGTH_BYTES), unit];
  });
  return { parts, bytes: byteCount(parts), keyframe };
}

function belongs(unit: Uint8Array): boolean {
  const type = typeOf(unit);
  const delimiter = type >= FIRST_DELIMITER && type <= LAST_DELIMITER;
  return unit.length > 0 && !delimiter && !isParameterSet(unit);
}
