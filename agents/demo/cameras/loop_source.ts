import { type Clock, SYSTEM_CLOCK } from "../../../actors/kernel/mod.ts";
import type { RunningSource, SourceFeed, VideoSource } from "../../cameras/video_source.ts";
import { type CancelWait, Waits } from "../../waits.ts";
import { LOOP_RATE, type LoopPicture } from "./loops.ts";

const FRAME_MS = 1_000 / LOOP_RATE;
/** After a pause of the machine, pictures are not made up for. */
const MAX_LATE_MS = 500;

/** A camera's eye: plays a loop at its own rate, and can be frozen. */
export class LoopSource implements VideoSource {
  readonly name = "simulated camera";
  readonly codec = "h264";
  readonly #pictures: readonly LoopPicture[];
  readonly #clock: Clock;
  #frozen = false;
  /** What comes after a gap cannot be decoded before the next keyframe. */
  #awaitsKeyframe = false;

  /** @param pictures the first one is a keyframe */
  constructor(pictures: readonly LoopPicture[], clock: Clock = SYSTEM_CLOCK) {
    this.#pictures = pictures;
    this.#clock = clock;
  }

  /** On: no byte comes from now on, and nobody is told. */
  freeze(on: boolean): void {
    if (this.#frozen && !on) this.#awaitsKeyframe = true;
    this.#frozen = on;
  }

  start(feed: SourceFeed): RunningSource {
    const waits = new Waits(this.#clock, 1);
    this.#playFrom(0, this.#clock.monotonicMs(), feed, waits);
    return {
      stop: () => {
        waits.cancelAll();
        return Promise.resolve();
      },
    };
  }

  #playFrom(at: number, dueMs: number, feed: SourceFeed, waits: Waits): CancelWait {
    const picture = this.#pictures[at % this.#pictures.length];
    if (picture !== undefined) this.#show(picture, feed);
    const now = this.#clock.monotonicMs();
    const next = Math.max(dueMs, now - MAX_LATE_MS) + FRAME_MS;
    return waits.after(Math.max(0, next - now), () => this.#playFrom(at + 1, next, feed, waits));
  }

  #show({ bytes, keyframe }: LoopPicture, feed: SourceFeed): void {
    if (keyframe) this.#awaitsKeyframe = false;
    // Viewers are never waited for: each of them misses pictures by itself.
    if (!this.#frozen && !this.#awaitsKeyframe) void feed.received(bytes);
  }
}
