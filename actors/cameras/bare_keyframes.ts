import type { VideoFrame } from "../../protocols/video/events.ts";

/** Types of NAL units (H.264, table 7-1). */
const SEQUENCE_PARAMETERS = 7;
const DELIMITER = 9;
/** Slices, and so the picture itself, have the types up to this one. */
const LAST_SLICE = 5;
const START_CODE_BYTES = 4;

/**
 * The bytes of a keyframe with its parameter sets: some cameras send them once, and who begins later could decode
 * nothing. What carries them already is answered as it is. `bytes` is a keyframe's beginning as Annex B, at least to
 * its first slice; `sets` are parameter sets as Annex B, with start codes of four bytes.
 */
export function withParameterSets(bytes: Uint8Array, sets: Uint8Array | null): Uint8Array {
  const at = sets === null ? null : placeForSets(bytes);
  return sets === null || at === null ? bytes : inserted(bytes, sets, at);
}

/** The same for a whole picture, whose NAL units are views of its new bytes. */
export function frameWithParameterSets(frame: VideoFrame, sets: Uint8Array | null): VideoFrame {
  if (!frame.keyframe || frame.codec !== "h264" || sets === null) return frame;
  const at = placeForSets(frame.bytes);
  if (at === null) return frame;
  const bytes = inserted(frame.bytes, sets, at);
  const own = frame.nalUnits.map((nal) => {
    const from = nal.byteOffset - frame.bytes.byteOffset;
    const moved = from < at ? from : from + sets.length;
    return bytes.subarray(moved, moved + nal.length);
  });
  return { ...frame, bytes, nalUnits: [...splitSets(sets), ...own] };
}

function inserted(bytes: Uint8Array, sets: Uint8Array, at: number): Uint8Array {
  const whole = new Uint8Array(bytes.length + sets.length);
  whole.set(bytes.subarray(0, at));
  whole.set(sets, at);
  whole.set(bytes.subarray(at), at + sets.length);
  return whole;
}

/** Behind a delimiter, which must come first; null when parameter sets are there. */
function placeForSets(bytes: Uint8Array): number | null {
  let place = 0;
  for (let at = 0; at + 3 < bytes.length; at++) {
    if (bytes[at] !== 0 || bytes[at + 1] !== 0 || bytes[at + 2] !== 1) continue;
    const type = (bytes[at + 3] ?? 0) & 0x1f;
    const code = at > 0 && bytes[at - 1] === 0 ? at - 1 : at;
    if (type === SEQUENCE_PARAMETERS) return null;
    if (type !== DELIMITER && place === 0) place = code;
    if (type <= LAST_SLICE) return place;
    at += 2;
  }
  return null;
}

function splitSets(sets: Uint8Array): Uint8Array[] {
  const nalUnits: Uint8Array[] = [];
  let from = START_CODE_BYTES;
  for (let at = from; at <= sets.length; at++) {
    const ends = at === sets.length ||
      (sets[at] === 0 && sets[at + 1] === 0 && sets[at + 2] === 0 && sets[at + 3] === 1);
    if (!ends) continue;
    nalUnits.push(sets.subarray(from, at));
    from = at + START_CODE_BYTES;
    at = from;
  }
  return nalUnits;
}
