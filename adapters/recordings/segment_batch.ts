import { TICKS_PER_SECOND } from "../../protocols/video/mp4/movie_head.ts";
import type { LiveTimeline } from "../../protocols/video/mp4/live_timeline.ts";
import type { TimedFrame } from "../../protocols/video/mp4/fragmented_mp4.ts";
import type { VideoFrame } from "../../protocols/video/events.ts";

/** Pictures of a second fill a fragment; fewer when they are large, so that a fragment costs a bounded memory. */
export const MAX_BATCH_BYTES = 1024 * 1024;
/** With the flush for a silent camera and the writing itself, a crash costs less than two seconds. */
export const MAX_BATCH_MS = 800;
/** What a picture lasts when nothing is known yet: 30 a second. */
const USUAL_TICKS = TICKS_PER_SECOND / 30;
/** 13 hours; a `trun` has room for no more, and no segment is as long. */
const MOST_TICKS = 0xffff_ffff;

/**
 * Gathers the pictures of one fragment. Their times are those of arrival, unless a timeline evens them out: B-frames
 * need that, and the segment's clock then does not count seconds without pictures. A picture lasts until the next one comes, so the newest is held back, unless
 * there is no next one: then it lasts as long as the one before.
 */
export class SegmentBatch {
  readonly #originMs: number;
  readonly #timeline: LiveTimeline | undefined;
  #pictures: TimedFrame[] = [];
  #bytes = 0;
  #newest: { readonly frame: VideoFrame; readonly startTicks: number } | undefined;
  #lastTicks = -1;
  #usualTicks = USUAL_TICKS;

  /** @param originMs when the first picture of the segment came, monotonic */
  constructor(originMs: number, timeline?: LiveTimeline) {
    this.#originMs = originMs;
    this.#timeline = timeline;
  }

  /** Pictures that wait to be written. */
  get size(): number {
    return this.#pictures.length + (this.#newest === undefined ? 0 : 1);
  }

  /** Whether it should be written now; the newest picture stays behind. */
  get isFull(): boolean {
    const [first] = this.#pictures;
    const ticks = this.#lastTicks - (first?.startTicks ?? this.#lastTicks);
    return this.#bytes >= MAX_BATCH_BYTES || ticks >= MAX_BATCH_MS * TICKS_PER_SECOND / 1_000;
  }

  /** Takes a picture in, with the time at which it came: monotonic ms. Decode times always grow. */
  add(frame: VideoFrame, atMs: number): void {
    if (this.#timeline !== undefined) return this.#push(this.#timeline.place(frame, atMs));
    const due = Math.round((atMs - this.#originMs) * (TICKS_PER_SECOND / 1_000));
    const startTicks = Math.max(due, this.#lastTicks + 1);
    this.#complete(startTicks);
    this.#newest = { frame, startTicks };
    this.#lastTicks = startTicks;
  }

  /** All pictures of which the end is known. */
  take(): readonly TimedFrame[] {
    const pictures = this.#pictures;
    this.#pictures = [];
    this.#bytes = 0;
    return pictures;
  }

  /** All pictures; what the newest one lasts is a guess. */
  takeAll(): readonly TimedFrame[] {
    if (this.#newest !== undefined) this.#complete(this.#newest.startTicks + this.#usualTicks);
    return this.take();
  }

  #complete(endTicks: number): void {
    if (this.#newest === undefined) return;
    const durationTicks = Math.min(endTicks - this.#newest.startTicks, MOST_TICKS);
    this.#usualTicks = durationTicks;
    this.#push({ ...this.#newest, durationTicks });
    this.#newest = undefined;
  }

  #push(picture: TimedFrame): void {
    this.#pictures.push(picture);
    this.#bytes += picture.frame.bytes.length;
    this.#lastTicks = picture.startTicks;
  }
}
