import type { PictureFormat, VideoFrame } from "../../protocols/video/events.ts";
import type { FragmentedMp4, TimedFrame } from "../../protocols/video/mp4/fragmented_mp4.ts";
import { LiveTimeline } from "../../protocols/video/mp4/live_timeline.ts";
import { SegmentBatch } from "./segment_batch.ts";
import { SegmentFile } from "./segment_file.ts";
import type { RecorderSurroundings } from "./surroundings.ts";

/** When a picture came. */
export interface Moment {
  /** Monotonic ms. */
  readonly atMs: number;
  /** Epoch ms. */
  readonly at: number;
}

/** One stretch of a recording: pictures in, fragments to its file. */
export class Segment {
  readonly beganMs: number;
  readonly #mp4: FragmentedMp4;
  readonly #batch: SegmentBatch;
  readonly #file: SegmentFile;
  readonly #monotonicMs: () => number;
  #wroteMs: number;

  constructor(
    mp4: FragmentedMp4,
    picture: PictureFormat,
    begin: Moment,
    around: RecorderSurroundings,
  ) {
    const { head, lengthAt } = mp4;
    const { width, height } = picture;
    const timeline = mp4.reorders ? new LiveTimeline(picture, true) : undefined;
    this.beganMs = begin.atMs;
    this.#mp4 = mp4;
    this.#monotonicMs = around.monotonicMs;
    this.#wroteMs = around.monotonicMs();
    this.#batch = new SegmentBatch(begin.atMs, timeline);
    this.#file = new SegmentFile({ startedAt: begin.at, head, lengthAt, width, height }, around);
  }

  /** The disk has refused something: begin another one. */
  get failed(): boolean {
    return this.#file.failed;
  }

  /** When something was last handed to the file, monotonic ms. */
  get wroteMs(): number {
    return this.#wroteMs;
  }

  /** Pictures that wait to be written. */
  get waiting(): number {
    return this.#batch.size;
  }

  fits(frame: VideoFrame, picture: PictureFormat): boolean {
    return this.#mp4.fits(frame, picture);
  }

  /** Takes a picture in, and writes the ones before it when they fill a fragment. */
  add(frame: VideoFrame, atMs: number): void {
    this.#batch.add(frame, atMs);
    if (this.#batch.isFull) this.#write(this.#batch.take());
  }

  /** Writes what waits, the newest picture included. */
  flush(): void {
    this.#write(this.#batch.takeAll());
  }

  /** Writes the rest, and how long it plays. */
  finish(): void {
    this.flush();
    this.#file.finish();
  }

  #write(pictures: readonly TimedFrame[]): void {
    const last = pictures.at(-1);
    if (last === undefined) return;
    const fragment = joined(this.#mp4.fragment(pictures));
    this.#file.append(fragment, pictures.length, last.startTicks + last.durationTicks);
    this.#wroteMs = this.#monotonicMs();
  }
}

/** One piece, so that one write is one call; the camera's memory is free again. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
