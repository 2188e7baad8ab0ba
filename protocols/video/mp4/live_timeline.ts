import type { PictureFormat, VideoFrame } from "../events.ts";
import type { TimedFrame } from "./fragmented_mp4.ts";
import { TICKS_PER_SECOND } from "./movie_head.ts";

/** Assumed until frames have come, where the stream does not say its rate: the field's cameras send 30. */
const USUAL_RATE = 30;
/** How much one interval counts: after twenty frames a new rate has set in. */
const WEIGHT = 0.125;
/** How much of a frame's distance from its arrival is made up at once: jitter is no rhythm to show pictures in. */
const FOLLOWED = 0.125;
const SHORTEST_TICKS = TICKS_PER_SECOND / 1_000;
const LONGEST_TICKS = TICKS_PER_SECOND * 2;
/** Steps in intervals: as far apart as a player takes, or close enough that reordered pictures keep their order. */
const LOOSE = { least: 1 / 2, most: 2 };
const EVEN = { least: 0.85, most: 1.25 };
/** A frame that is earlier or later than this is no jitter: frames are missing, and the clock begins anew. */
const MOST_JITTER_TICKS = TICKS_PER_SECOND;

/**
 * Gives pictures their times as they arrive, before the next one is there, so that nothing waits. The duration is the
 * measured interval. Arrival jitters with the network, and a player takes a step of more than two durations for a
 * gap, after which it shows nothing up to the next keyframe (Media Source Extensions, coded frame processing); so a
 * step has half to two durations, and the times follow the arrival slowly. Where frames are missing
 * the times go on without a gap.
 */
export class LiveTimeline {
  readonly #steps: typeof LOOSE;
  #intervalTicks: number;
  #offsetTicks = 0;
  #arrivedTicks: number | undefined;
  #startTicks = 0;

  /**
   * @param picture a rate that the stream claims is where the measuring begins
   * @param evenly for streams with B-frames, whose times count from each other
   */
  constructor({ framesPerSecond }: Pick<PictureFormat, "framesPerSecond">, evenly = false) {
    this.#steps = evenly ? EVEN : LOOSE;
    const rate = framesPerSecond !== null && framesPerSecond > 0 ? framesPerSecond : USUAL_RATE;
    this.#intervalTicks = within(TICKS_PER_SECOND / rate, SHORTEST_TICKS, LONGEST_TICKS);
  }

  /** @param atMs when it arrived: monotonic, fractions included, any origin */
  place(frame: VideoFrame, atMs: number): TimedFrame {
    const arrived = atMs * (TICKS_PER_SECOND / 1_000);
    this.#startTicks = this.#next(arrived);
    this.#arrivedTicks = arrived;
    return {
      frame,
      startTicks: this.#startTicks,
      durationTicks: Math.round(this.#intervalTicks),
    };
  }

  #next(arrived: number): number {
    if (this.#arrivedTicks === undefined) {
      this.#offsetTicks = arrived;
      return 0;
    }
    const { least, most } = this.#steps;
    const interval = Math.floor(this.#intervalTicks);
    const due = arrived - this.#offsetTicks;
    const before = this.#startTicks;
    const even = before + this.#intervalTicks;
    const followed = even + (due - even) * FOLLOWED;
    const start = Math.round(within(followed, before + interval * least, before + interval * most));
    if (Math.abs(due - start) > MOST_JITTER_TICKS) this.#offsetTicks = arrived - start;
    this.#measure(arrived - this.#arrivedTicks);
    return start;
  }

  /** One long wait says little; a rate that has really changed says it again. */
  #measure(interval: number): void {
    const counted = Math.min(interval, this.#intervalTicks * 2);
    const mean = this.#intervalTicks + (counted - this.#intervalTicks) * WEIGHT;
    this.#intervalTicks = within(mean, SHORTEST_TICKS, LONGEST_TICKS);
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
