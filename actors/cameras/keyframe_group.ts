import type { ViewerUnit } from "./link.ts";

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
  #frames: ViewerUnit[] = [];
  #frameBytes = 0;
  /** The picture that is coming. */
  #tail: ViewerUnit[] = [];
  #tailBytes = 0;

  /** Whole pictures from the last keyframe on; empty when there is none. */
  get frames(): readonly ViewerUnit[] {
    return this.#frames;
  }

  /** The same for who takes pieces, and the beginning of the picture that is coming. */
  get pieces(): readonly ViewerUnit[] {
    return [...this.#frames, ...this.#tail];
  }

  /** Bytes of a picture that is coming. */
  addPiece(unit: ViewerUnit): void {
    const follows = this.#frames.length > 0 || this.#tail.length > 0;
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
    if (unit.begins === "keyframe") {
      this.#frames = [];
      this.#frameBytes = 0;
    } else if (this.#frames.length === 0) return;
    this.#frames.push(unit);
    this.#frameBytes += unit.bytes.length;
    this.#bound();
  }

  clear(): void {
    this.#frames = [];
    this.#frameBytes = 0;
    this.#tail = [];
    this.#tailBytes = 0;
  }

  #bound(): void {
    const units = this.#frames.length + this.#tail.length;
    const bytes = this.#frameBytes + this.#tailBytes;
    if (units > MAX_GROUP_UNITS || bytes > MAX_GROUP_BYTES) this.clear();
  }
}
