import type { Clock } from "../../actors/kernel/mod.ts";
import { VideoDecoder } from "../../protocols/video/decoder.ts";
import type { Codec, VideoEvent } from "../../protocols/video/events.ts";
import { JpegSplitter } from "../../protocols/video/jpeg_splitter.ts";
import {
  type RunningSource,
  type SourceFeed,
  SourceUnavailable,
  type VideoSource,
} from "./video_source.ts";

/** A recording without container: H.264 as Annex B, or one JPEG after another. */
export interface FileSourceOptions {
  readonly path: string;
  readonly codec: Codec;
  /** Undefined: what the recording says of itself. */
  readonly framesPerSecond: number | undefined;
  readonly clock: Clock;
  /** Opens it from its beginning; default: the file system. Throws when it cannot be read. */
  readonly open?: (path: string) => AsyncIterable<Uint8Array>;
}

/** What a recording is played at that does not say its rate, as JPEG never does and rpicam-vid's H.264 may not. */
const USUAL_RATE = 30;
/** After a pause of the machine, pictures are not made up for. */
const MAX_LATE_MS = 1_000;

/** Plays a recording over and over, picture by picture, at its own rate. */
export function fileSource(options: FileSourceOptions): VideoSource {
  const open = options.open ?? ((path) => Deno.openSync(path).readable);
  return {
    name: options.path,
    codec: options.codec,
    start(feed) {
      const first = openOrRefuse(options.path, open);
      return new FileRun(options, first, () => open(options.path), feed);
    },
  };
}

function openOrRefuse(
  path: string,
  open: (path: string) => AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  try {
    return open(path);
  } catch {
    throw new SourceUnavailable("unreadable", path);
  }
}

class FileRun implements RunningSource {
  readonly #clock: Clock;
  readonly #feed: SourceFeed;
  readonly #codec: Codec;
  readonly #fixedRate: number | undefined;
  #rate: number;
  #dueMs: number;
  #stopped = false;
  #wake: () => void = () => {};
  readonly #over: Promise<void>;

  constructor(
    { clock, codec, framesPerSecond }: FileSourceOptions,
    first: AsyncIterable<Uint8Array>,
    again: () => AsyncIterable<Uint8Array>,
    feed: SourceFeed,
  ) {
    this.#clock = clock;
    this.#feed = feed;
    this.#codec = codec;
    this.#fixedRate = framesPerSecond;
    this.#rate = framesPerSecond ?? USUAL_RATE;
    this.#dueMs = clock.monotonicMs();
    this.#over = this.#play(first, again).then(
      (reason) => this.#end(reason),
      (cause) => this.#end(cause instanceof Error ? cause.message : String(cause)),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#over;
  }

  #end(reason: string): void {
    if (!this.#stopped) this.#feed.ended(reason);
  }

  /** Resolves when it was stopped, or there is nothing to play. */
  async #play(
    first: AsyncIterable<Uint8Array>,
    again: () => AsyncIterable<Uint8Array>,
  ): Promise<string> {
    for (let chunks = first;; chunks = again()) {
      let shown = 0;
      for await (const picture of this.#picturesOf(chunks)) {
        await this.#show(picture);
        if (this.#stopped) return "stopped";
        shown++;
      }
      if (shown === 0) return "no pictures in it";
    }
  }

  async *#picturesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    if (this.#codec === "jpeg") {
      const splitter = new JpegSplitter();
      for await (const chunk of chunks) yield* splitter.push(chunk);
      return;
    }
    const decoder = new VideoDecoder();
    for await (const chunk of chunks) yield* this.#framesOf(decoder.push(chunk));
    yield* this.#framesOf(decoder.end());
  }

  *#framesOf(events: readonly VideoEvent[]): Generator<Uint8Array> {
    for (const event of events) {
      if (event.type === "frameCompleted") yield event.frame.bytes;
      else if (event.type === "pictureDescribed" && this.#fixedRate === undefined) {
        this.#rate = event.picture.framesPerSecond ?? USUAL_RATE;
      }
    }
  }

  async #show(picture: Uint8Array): Promise<void> {
    const now = this.#clock.monotonicMs();
    if (now - this.#dueMs > MAX_LATE_MS) this.#dueMs = now;
    if (this.#dueMs > now) await this.#pause(this.#dueMs - now);
    if (this.#stopped) return;
    await this.#feed.received(picture);
    this.#dueMs += 1_000 / this.#rate;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#clock.setTimer(ms, resolve);
      this.#wake = () => {
        this.#clock.clearTimer(timer);
        resolve();
      };
    });
  }
}
