import { beginsPicture, type SliceHeader } from "./slice_header.ts";

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
  hasPicture = false;
  keyframe = false;
  /** A message before the picture says that decoding may begin here. */
  recoveryPoint = false;
  /** Of the last slice; undefined while none could be read. */
  #lastSlice: SliceHeader | undefined;
  /** The first macroblock of the picture has come. */
  #hasFirstMacroblock = false;
  /** Index of a NAL unit that belongs to what comes after it; -1: none is open. */
  #undecided = -1;

  constructor(nals: NalPlace[] = []) {
    this.nals = nals;
  }

  /** Index of the first NAL unit that goes to the next access unit, if the last one does. */
  get firstOfNext(): number {
    return this.#undecided < 0 ? this.nals.length - 1 : this.#undecided;
  }

  /** True while it depends on what comes next to which access unit the last NAL units belong. */
  get undecided(): boolean {
    return this.#undecided >= 0;
  }

  /** The last NAL unit belongs to what comes after it. */
  leaveUndecided(): void {
    this.#undecided = this.firstOfNext;
  }

  /** True when a slice belongs to the next access unit. */
  endsBefore(slice: SliceHeader): boolean {
    if (!this.hasPicture) return false;
    const last = this.#lastSlice;
    return last === undefined || beginsPicture(slice, last, this.#hasFirstMacroblock);
  }

  /** A slice belongs to this one; undefined when its head cannot be read. */
  addSlice(slice: SliceHeader | undefined): void {
    this.#undecided = -1;
    if (slice === undefined) return;
    this.#lastSlice = slice;
    this.#hasFirstMacroblock ||= slice.firstMacroblock === 0;
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
