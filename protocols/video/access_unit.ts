import type { SliceHeader } from "./slice_header.ts";

/** A NAL unit by its places in the stream. */
export interface NalPlace {
  /** Of the first byte of its start code. */
  readonly code: number;
  /** Of its first byte. */
  readonly payload: number;
}

/** The access unit that is being read: where its NAL units lie, and what is known of its picture. */
export class AccessUnit {
  /** In stream order; the last one may still go on. */
  readonly nals: NalPlace[];
  /** Of the last slice; undefined while the picture has not begun, or its slices cannot be read. */
  lastSlice: SliceHeader | undefined;
  hasPicture = false;
  /** The first macroblock of the picture has come. */
  hasFirstMacroblock = false;
  keyframe = false;
  /** A message before the picture says that decoding may begin here. */
  recoveryPoint = false;

  constructor(nals: NalPlace[] = []) {
    this.nals = nals;
  }

  /** Its NAL units without start codes, as views of its bytes; those that hold nothing are left out. */
  views(bytes: Uint8Array, start: number): Uint8Array[] {
    const views: Uint8Array[] = [];
    for (let at = 0; at < this.nals.length; at++) {
      const from = (this.nals[at]?.payload ?? start) - start;
      const to = withoutTrailingZeros(bytes, (this.nals[at + 1]?.code ?? Infinity) - start);
      if (to > from) views.push(bytes.subarray(from, to));
    }
    return views;
  }
}

/** Index after the last byte before `to` that is not zero: no NAL unit ends with one (clause 7.4.1). */
export function withoutTrailingZeros(bytes: Uint8Array, to: number): number {
  let end = Math.min(to, bytes.length);
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end;
}
