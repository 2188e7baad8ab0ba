/**
 * What a camera sends on its connection, whichever way it frames its pictures: bytes in, facts out.
 *
 * @example
 * ```ts
 * const decoder = new VideoDecoder();
 * decoder.push(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0)); // [{ type: "keepAliveReceived" }]
 * ```
 * @module
 */
import { AnnexBDecoder } from "./annex_b_decoder.ts";
import type { VideoEvent } from "./events.ts";
import { LengthPrefixedDecoder } from "./length_prefixed_decoder.ts";
import { MAX_FRAME_BYTES, SNIFF_BYTES } from "./limits.ts";
import { type Identified, Prelude } from "./prelude.ts";

/** Limits of one stream. */
export interface VideoDecoderOptions {
  /** Most bytes of one picture, {@link MAX_FRAME_BYTES} unless told. */
  readonly maxFrameBytes?: number;
  /** Bytes in which a stream must show what it is, {@link SNIFF_BYTES} unless told. */
  readonly sniffBytes?: number;
}

/** What follows once a stream is known. */
interface FramingDecoder {
  readonly keptBytes: number;
  push(chunk: Uint8Array, events: VideoEvent[]): void;
  end(events: VideoEvent[]): void;
}

/**
 * The stream of one camera (camera guide, section 4; fielded cameras V1 to V3). How the bytes were cut makes no
 * difference: where `bytesArrived` is cut follows the chunks, all else does not change.
 *
 * Chunks are kept as they are, and given out again as views: whoever pushes one must not write to it while it is
 * among the last {@link keptBytes}, and while an event that is a view of it is in use. Kept are at most one picture,
 * in chunks, and before the stream is known as much as is needed for that. A violation is
 * the last event; after it, and after {@link end}, nothing more comes. Never throws.
 */
export class VideoDecoder {
  readonly #maxFrameBytes: number;
  #prelude: Prelude | undefined;
  #framing: FramingDecoder | undefined;

  constructor(options: VideoDecoderOptions = {}) {
    this.#maxFrameBytes = options.maxFrameBytes ?? MAX_FRAME_BYTES;
    this.#prelude = new Prelude(options.sniffBytes ?? SNIFF_BYTES, this.#maxFrameBytes);
  }

  /**
   * Bytes at the end of what has come of which later events may be views; all before is theirs alone who have got
   * the events so far.
   */
  get keptBytes(): number {
    // What is not known yet is copied.
    return this.#framing?.keptBytes ?? 0;
  }

  /** Takes in bytes, cut anywhere; gives what they complete, in order. */
  push(chunk: Uint8Array): readonly VideoEvent[] {
    const events: VideoEvent[] = [];
    if (chunk.length === 0) return events;
    if (this.#framing !== undefined) this.#framing.push(chunk, events);
    else if (this.#prelude !== undefined) this.#identify(this.#prelude, chunk, events);
    if (events.at(-1)?.type === "streamViolated") this.#forget();
    return events;
  }

  /** The connection is closed: what is whole, or can only be, comes out. */
  end(): readonly VideoEvent[] {
    const events: VideoEvent[] = [];
    this.#framing?.end(events);
    this.#prelude?.end(events);
    this.#forget();
    return events;
  }

  #identify(prelude: Prelude, chunk: Uint8Array, events: VideoEvent[]): void {
    const identified = prelude.push(chunk, events);
    if (identified === undefined) return;
    this.#prelude = undefined;
    this.#begin(identified, events);
  }

  #begin({ verdict, bytes }: Identified, events: VideoEvent[]): void {
    const { format, from } = verdict;
    events.push({ type: "streamIdentified", format });
    if (from > 0) {
      events.push({ type: "bytesSkipped", bytes: from, reason: "Before the first start code." });
    }
    this.#framing = format === "annexB"
      ? new AnnexBDecoder(this.#maxFrameBytes)
      : new LengthPrefixedDecoder(this.#maxFrameBytes);
    this.#framing.push(bytes, events);
  }

  #forget(): void {
    this.#prelude = undefined;
    this.#framing = undefined;
  }
}
