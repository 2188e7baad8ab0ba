import type { VideoFrame } from "../events.ts";
import { isSlice } from "../nal_unit.ts";
import { ParameterSets as KnownSets } from "../parameter_sets.ts";
import { readPictureParameters } from "../picture_parameters.ts";
import { readSliceHeader, SLICE_HEADER_BYTES, type SliceHeader } from "../slice_header.ts";
import { type ParameterSets, typeOf } from "./parameter_sets.ts";

/** Pictures between two that are shown; x264 makes no more B-frames in a row. */
const MOST_BETWEEN = 16;
/** A frame counts for its two fields. */
const STEP = 2;

/**
 * Tells how much later than in its turn a picture is shown. That is always 0 where parameter sets do not announce
 * pictures out of order, as nearly all cameras; x264, on cameras without an encoder of their own, makes them.
 */
export class DisplayOrder {
  readonly #sets = new KnownSets();
  readonly #reordered: number;
  /** Pictures since the last one that began anew. */
  #turn = 0;
  /** Of the picture whose turn was 0. */
  #origin = 0;
  /** Of the last picture that others refer to: its counter, in two parts (ISO/IEC 14496-10, clause 8.2.1.1). */
  #high = 0;
  #low = 0;
  #begun = false;

  constructor({ sps, pps }: ParameterSets) {
    for (const set of [...sps, ...pps]) this.#sets.take(set);
    this.#reordered = Math.max(0, ...pps.map((set) => this.#announced(set)));
  }

  /** Whether pictures come in another order than they are shown. */
  get reorders(): boolean {
    return this.#reordered > 0;
  }

  /** How many turns later this picture, the next one in decoding, is shown: 0 or more. */
  delay(frame: VideoFrame): number {
    if (!this.reorders) return 0;
    const unit = frame.nalUnits.find((unit) => isSlice(typeOf(unit)));
    const slice = unit && readSliceHeader(unit.subarray(0, SLICE_HEADER_BYTES), this.#sets);
    return slice?.parameters === undefined ? this.#reordered : this.#delayOf(slice);
  }

  #announced(pps: Uint8Array): number {
    const id = readPictureParameters(pps)?.id ?? 0;
    const sequence = this.#sets.find(id)?.sequence;
    return sequence?.order.type === "counter" ? sequence.reorderedFrames ?? 0 : 0;
  }

  #delayOf(slice: SliceHeader): number {
    const counter = this.#counterOf(slice);
    if (slice.idr || !this.#begun) this.#restart(counter);
    else this.#turn += 1;
    const place = Math.floor((counter - this.#origin) / STEP);
    const delay = place - this.#turn + this.#reordered;
    if (delay >= 0 && delay <= MOST_BETWEEN + this.#reordered) return delay;
    // Pictures are missing, or it did not begin at the beginning: from here on this one is in its place.
    this.#restart(counter);
    return this.#reordered;
  }

  #restart(counter: number): void {
    this.#begun = true;
    this.#turn = 0;
    this.#origin = counter;
  }

  #counterOf({ idr, reference, orderCounter: low, parameters }: SliceHeader): number {
    const order = parameters?.sequence.order;
    const turnover = 2 ** (order?.type === "counter" ? order.bits : 4);
    if (idr) this.#high = this.#low = 0;
    const back = low < this.#low && this.#low - low >= turnover / 2;
    const forth = low > this.#low && low - this.#low > turnover / 2;
    const high = this.#high + (back ? turnover : forth ? -turnover : 0);
    if (reference) {
      this.#high = high;
      this.#low = low;
    }
    return high + low;
  }
}
