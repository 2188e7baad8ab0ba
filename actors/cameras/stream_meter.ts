import type { StreamFigures } from "./messages.ts";

/** Samples kept, one a second: figures are over the last five seconds, so that one late frame does not show. */
const SAMPLES = 6;

interface Sample {
  readonly atMs: number;
  readonly frames: number;
  readonly bytes: number;
}

/** Measures a stream. Counting costs some additions; rates are worked out once a second. */
export class StreamMeter {
  frames = 0;
  bytes = 0;
  connects = 0;
  skippedBytes = 0;
  #samples: Sample[] = [];
  #lastKeyframeMs: number | null = null;
  #keyframeIntervalMs: number | null = null;
  #framesPerSecond = 0;
  #bitrateKbps = 0;

  frame(bytes: number, keyframe: boolean, atMs: number): void {
    this.frames++;
    this.bytes += bytes;
    if (!keyframe) return;
    if (this.#lastKeyframeMs !== null) this.#keyframeIntervalMs = atMs - this.#lastKeyframeMs;
    this.#lastKeyframeMs = atMs;
  }

  /** Once a second. */
  sample(atMs: number): void {
    this.#samples.push({ atMs, frames: this.frames, bytes: this.bytes });
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    const [oldest] = this.#samples;
    const spanMs = oldest === undefined ? 0 : atMs - oldest.atMs;
    if (oldest === undefined || spanMs === 0) return;
    this.#framesPerSecond = (this.frames - oldest.frames) * 1_000 / spanMs;
    this.#bitrateKbps = (this.bytes - oldest.bytes) * 8 / spanMs;
  }

  /** A stream begins or is over: what was before says nothing of its rates. */
  restart(atMs: number): void {
    this.#samples = [{ atMs, frames: this.frames, bytes: this.bytes }];
    this.#lastKeyframeMs = null;
    this.#keyframeIntervalMs = null;
    this.#framesPerSecond = 0;
    this.#bitrateKbps = 0;
  }

  get figures(): StreamFigures {
    const { frames, bytes, connects, skippedBytes } = this;
    return {
      framesPerSecond: Math.round(this.#framesPerSecond * 10) / 10,
      bitrateKbps: Math.round(this.#bitrateKbps),
      keyframeIntervalMs: this.#keyframeIntervalMs === null
        ? null
        : Math.round(this.#keyframeIntervalMs),
      frames,
      bytes,
      connects,
      skippedBytes,
    };
  }
}
