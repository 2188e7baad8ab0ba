import type { PictureFormat, VideoFrame } from "../events.ts";
import { FragmentedMp4 } from "./fragmented_mp4.ts";
import { LiveTimeline } from "./live_timeline.ts";

/**
 * Fragmented MP4 for somebody who watches: a fragment per picture, at once. See {@link FragmentedMp4} for what it
 * writes, {@link LiveTimeline} for the times.
 */
export class LiveMp4 {
  readonly #mp4: FragmentedMp4;
  readonly #timeline: LiveTimeline;

  private constructor(mp4: FragmentedMp4, picture: PictureFormat) {
    this.#mp4 = mp4;
    this.#timeline = new LiveTimeline(picture, mp4.reorders);
  }

  /** Undefined when an H.264 keyframe does not carry its parameter sets: wait for the next. */
  static begin(picture: PictureFormat, keyframe: VideoFrame): LiveMp4 | undefined {
    const mp4 = FragmentedMp4.begin(picture, keyframe);
    return mp4 === undefined ? undefined : new LiveMp4(mp4, picture);
  }

  /** To be sent first, once. */
  get head(): Uint8Array {
    return this.#mp4.head;
  }

  get mimeType(): string {
    return this.#mp4.mimeType;
  }

  /** False when size, codec or parameter sets have changed: end this stream and begin another at a keyframe. */
  fits(frame: VideoFrame, picture: PictureFormat): boolean {
    return this.#mp4.fits(frame, picture);
  }

  /**
   * The fragment of one picture, the first one a keyframe, in pieces that are views of the frame.
   *
   * @param atMs when it arrived: monotonic, fractions included
   */
  fragment(frame: VideoFrame, atMs: number): Uint8Array[] {
    return this.#mp4.fragment([this.#timeline.place(frame, atMs)]);
  }
}
