import type { LivePicture, LiveVideo } from "./live_message.ts";
import { type Player, type PlayerFigures, Screen } from "./player.ts";

/** Frames that may wait for the decoder: a second of most cameras. More is a machine that cannot keep up. */
const MAX_WAITING = 30;
/** Failures in a row, a keyframe apart, after which another way is tried. */
const MAX_FAILURES = 3;
const MICROSECONDS = 1_000;

/** Whether this browser has WebCodecs here: it hides them from pages that came over plain http from elsewhere. */
export function hasWebCodecs(): boolean {
  return isSecureContext && "VideoDecoder" in globalThis;
}

/** Plays H.264 as it comes, with the browser's own decoder and no buffer. */
export class WebCodecsPlayer implements Player {
  readonly name = "webcodecs";
  readonly #screen = new Screen();
  readonly #config: VideoDecoderConfig;
  readonly #failed: (why: string) => void;
  readonly #figures = {
    decodedFrames: 0,
    droppedFrames: 0,
    shownReceivedAt: null as number | null,
  };
  #decoder: VideoDecoder | undefined;
  #needsKeyframe = true;
  #failures = 0;
  #lastTimestamp = 0;
  #closed = false;

  constructor({ codecString }: LivePicture, failed: (why: string) => void) {
    this.#config = { codec: codecString ?? "avc1.42e01e", optimizeForLatency: true };
    this.#failed = failed;
  }

  get element(): HTMLElement {
    return this.#screen.element;
  }

  get figures(): PlayerFigures {
    return this.#figures;
  }

  take({ keyframe, receivedAt, bytes }: LiveVideo): void {
    if (this.#closed) return;
    const decoder = this.#decoder ??= this.#open();
    if (decoder.decodeQueueSize > MAX_WAITING) this.#needsKeyframe = true;
    else if (keyframe) this.#needsKeyframe = false;
    if (this.#needsKeyframe) {
      this.#figures.droppedFrames++;
      return;
    }
    // The decoder hands timestamps back as they were, so they carry the time of arrival; none may come twice.
    this.#lastTimestamp = Math.max(this.#lastTimestamp + 1, Math.round(receivedAt * MICROSECONDS));
    const type = keyframe ? "key" : "delta";
    decoder.decode(new EncodedVideoChunk({ type, timestamp: this.#lastTimestamp, data: bytes }));
  }

  close(): void {
    this.#closed = true;
    if (this.#decoder?.state !== "closed") this.#decoder?.close();
  }

  #open(): VideoDecoder {
    const decoder = new VideoDecoder({
      output: (frame) => this.#show(frame),
      error: (error) => this.#broken(error),
    });
    decoder.configure(this.#config);
    return decoder;
  }

  #show(frame: VideoFrame): void {
    if (!this.#closed) {
      this.#failures = 0;
      this.#figures.decodedFrames++;
      this.#figures.shownReceivedAt = frame.timestamp / MICROSECONDS;
      this.#screen.draw(frame, frame.displayWidth, frame.displayHeight);
    }
    frame.close();
  }

  /** The decoder has closed itself. Damage in the stream ends with the next keyframe. */
  #broken({ message }: DOMException): void {
    this.#decoder = undefined;
    this.#needsKeyframe = true;
    if (!this.#closed && ++this.#failures >= MAX_FAILURES) this.#failed(message);
  }
}
