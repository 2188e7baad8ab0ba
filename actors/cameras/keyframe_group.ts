import type { ViewerUnit } from "./link.ts";
import { PictureSlab } from "./picture_slab.ts";

/** Bytes kept at most: eight seconds of the 8 Mb/s that a camera sends at most. */
export const MAX_GROUP_BYTES = 8 * 1024 * 1024;
/** Units kept at most: twenty seconds at 30 frames a second. */
export const MAX_GROUP_UNITS = 600;

/**
 * What has come since the last keyframe, so that a new viewer sees a picture at once. Whole pictures are kept whole,
 * for both kinds of viewers; only the picture that is still coming is kept in pieces. A group that grows beyond its
 * bounds is given up until the next keyframe.
 */
export class KeyframeGroup {
  readonly #whole = new PictureSlab();
  /** The picture that is coming. */
  #tail: ViewerUnit[] = [];
  #tailBytes = 0;

  /** True while there is no whole picture to begin with. */
  get isEmpty(): boolean {
    return this.#whole.count === 0;
  }

  /** Copies of the whole pictures from the last keyframe on; none when there is no keyframe. */
  frames(): readonly ViewerUnit[] {
    return this.#whole.copies();
  }

  /** The same for who takes pieces, and the beginning of the picture that is coming. */
  pieces(): readonly ViewerUnit[] {
    return [...this.#whole.copies(), ...this.#tail];
  }

  /** Bytes of a picture that is coming. */
  addPiece(unit: ViewerUnit): void {
    const follows = !this.isEmpty || this.#tail.length > 0;
    if (!follows && unit.begins !== "keyframe") return;
    this.#tail.push(unit);
    this.#tailBytes += unit.bytes.length;
    this.#bound();
  }

  /** A picture is whole; its pieces are not needed any more. */
  addFrame(unit: ViewerUnit): void {
    const next = this.#tail.findIndex(({ begins }, index) => index > 0 && begins !== null);
    this.#tail = next < 0 ? [] : this.#tail.slice(next);
    this.#tailBytes = this.#tail.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (unit.begins === "keyframe") this.#whole.clear();
    else if (this.isEmpty) return;
    this.#whole.add(unit);
    this.#bound();
  }

  clear(): void {
    this.#whole.release();
    this.#tail = [];
    this.#tailBytes = 0;
  }

  #bound(): void {
    const units = this.#whole.count + this.#tail.length;
    const bytes = this.#whole.usedBytes + this.#tailBytes;
    if (units > MAX_GROUP_UNITS || bytes > MAX_GROUP_BYTES) this.clear();
  }
}
