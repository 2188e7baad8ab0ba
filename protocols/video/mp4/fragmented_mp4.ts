import type { PictureFormat, VideoFrame } from "../events.ts";
import { DisplayOrder } from "./display_order.ts";
import { fragmentOf } from "./fragment.ts";
import { type MovieHead, movieHead } from "./movie_head.ts";
import { covers, type ParameterSets, parameterSetsOf } from "./parameter_sets.ts";
import { sampleOf } from "./sample.ts";

/** A picture and its time in decoding. Times are ticks of 1/90,000 s. */
export interface TimedFrame {
  readonly frame: VideoFrame;
  readonly startTicks: number;
  /** At least 1. The end is the next picture's start, or a guess where that is not known yet. */
  readonly durationTicks: number;
}

/**
 * Writes fragmented MP4 (ISO/IEC 14496-12): one video track, H.264 or JPEG, without re-encoding. First {@link head},
 * then {@link fragment} by fragment, each playable as soon as it is there. It keeps no picture, so its memory does not
 * grow. Pictures come in the order of decoding; where that is not the order of showing (B-frames) each one is told how
 * much later it is shown.
 *
 * The head holds the parameter sets, so it holds for one picture format: see {@link fits}.
 *
 * @example
 * ```ts
 * const mp4 = FragmentedMp4.begin(picture, keyframe);
 * if (mp4 === undefined) return; // wait for a keyframe with parameter sets
 * send(mp4.head);
 * for (const piece of mp4.fragment([{ frame: keyframe, startTicks: 0, durationTicks: 3_000 }])) send(piece);
 * ```
 */
export class FragmentedMp4 {
  readonly #head: MovieHead;
  readonly #picture: PictureFormat;
  readonly #sets: ParameterSets | undefined;
  readonly #order: DisplayOrder | undefined;
  #fragments = 0;

  private constructor(picture: PictureFormat, sets: ParameterSets | undefined) {
    const { codec, width, height } = picture;
    this.#picture = picture;
    this.#sets = sets;
    this.#order = sets && new DisplayOrder(sets);
    this.#head = movieHead({ codec, width, height, parameterSets: sets });
  }

  /** Undefined when an H.264 keyframe does not carry its parameter sets: the camera's fault; wait for the next. */
  static begin(picture: PictureFormat, keyframe: VideoFrame): FragmentedMp4 | undefined {
    if (keyframe.codec === "jpeg") return new FragmentedMp4(picture, undefined);
    const sets = parameterSetsOf(keyframe);
    return sets === undefined ? undefined : new FragmentedMp4(picture, sets);
  }

  /** `ftyp` and `moov`: the beginning of the file, and the initialization segment of Media Source Extensions. */
  get head(): Uint8Array {
    return this.#head.bytes;
  }

  /** Place in the file at which the length of a finished one is written, see `finishedLength()`. */
  get lengthAt(): number {
    return this.#head.lengthAt;
  }

  /** With codecs as RFC 6381 writes them, for `Content-Type` and `MediaSource.isTypeSupported()`. */
  get mimeType(): string {
    const { codecString } = this.#picture;
    const codec = this.#sets === undefined ? "mp4v.6C" : codecString ?? codecOf(this.#sets);
    return `video/mp4; codecs="${codec}"`;
  }

  /** Whether pictures come in another order than they are shown; then their times must be even to keep it. */
  get reorders(): boolean {
    return this.#order?.reorders ?? false;
  }

  /**
   * Whether the head holds for this picture. When size, codec or parameter sets have changed it does not: begin a new
   * file or stream with the next keyframe.
   */
  fits(frame: VideoFrame, picture: PictureFormat): boolean {
    const { codec, width, height } = this.#picture;
    const same = frame.codec === codec && picture.width === width && picture.height === height;
    return same && (this.#sets === undefined || covers(this.#sets, frame));
  }

  /**
   * `moof` and `mdat` with these pictures, in pieces: the frames' bytes are not copied, so send or copy the pieces
   * before the frames' memory is used again. The start of the first picture lies after the last one of the fragment
   * before; the others follow without gaps, each as long as its duration.
   */
  fragment(pictures: readonly TimedFrame[]): Uint8Array[] {
    const samples = pictures.map(({ frame, durationTicks }) => ({
      sample: sampleOf(frame),
      durationTicks,
      delayTicks: (this.#order?.delay(frame) ?? 0) * durationTicks,
    }));
    this.#fragments += 1;
    return fragmentOf(this.#fragments, pictures[0]?.startTicks ?? 0, samples);
  }
}

function codecOf({ sps }: ParameterSets): string {
  return `avc1.${(sps[0] ?? new Uint8Array(4)).subarray(1, 4).toHex()}`;
}
