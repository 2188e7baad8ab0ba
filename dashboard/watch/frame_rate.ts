/** Long enough to be steady, short enough to show a stall at once. */
const WINDOW_MS = 2_000;

/** Frames per second, from a counter that is read again and again. */
export class FrameRate {
  #readings: { readonly atMs: number; readonly frames: number }[] = [];
  #beginning = true;

  /** @returns frames per second over the last two seconds; 0 until two readings are there */
  read(frames: number, atMs: number): number {
    const last = this.#readings.at(-1);
    // Another player counts from 0.
    if (last && frames < last.frames) {
      this.#readings = [];
      this.#beginning = true;
    }
    this.#readings.push({ atMs, frames });
    // Everything since the last keyframe comes first, all at once: that is no rate.
    if (this.#beginning && this.#readings.length > 2) {
      this.#readings.shift();
      this.#beginning = false;
    }
    while ((this.#readings[1]?.atMs ?? Infinity) <= atMs - WINDOW_MS) this.#readings.shift();
    const first = this.#readings[0];
    if (!first || first.atMs === atMs) return 0;
    return (frames - first.frames) * 1_000 / (atMs - first.atMs);
  }
}
