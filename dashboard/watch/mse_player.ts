import type { LivePicture, LiveVideo } from "./live_message.ts";
import type { Player, PlayerFigures } from "./player.ts";

/** Parts that may wait to be appended: two seconds of most cameras. */
const MAX_WAITING = 60;
/** Further behind the newest picture than this, the player jumps to it. */
const JUMP_SECONDS = 0.7;
/** Further behind than this, it plays a little faster. */
const HURRY_SECONDS = 0.25;
const HURRIED_RATE = 1.08;
/** How far in front of the end a jump lands, so that there is something to play. */
const EDGE_SECONDS = 0.08;
/** What has been played is thrown away behind this. */
const KEPT_SECONDS = 4;

/** Whether this browser plays fragmented MP4 of a type. */
export function playsMp4({ mimeType }: LivePicture): boolean {
  return "MediaSource" in globalThis && MediaSource.isTypeSupported(mimeType ?? "");
}

/** Plays fragmented MP4 through Media Source Extensions, as near to the newest picture as that allows. */
export class MsePlayer implements Player {
  readonly name = "mse";
  readonly element = document.createElement("video");
  readonly #source = new MediaSource();
  readonly #url = URL.createObjectURL(this.#source);
  readonly #failed: (why: string) => void;
  #buffer: SourceBuffer | undefined;
  #waiting: LiveVideo[] = [];
  #needsKeyframe = true;
  #droppedFrames = 0;
  #lastReceivedAt: number | null = null;
  #closed = false;

  constructor({ mimeType }: LivePicture, failed: (why: string) => void) {
    this.#failed = failed;
    this.element.muted = true;
    this.element.autoplay = true;
    this.element.playsInline = true;
    this.element.disableRemotePlayback = true;
    this.element.src = this.#url;
    this.element.addEventListener("error", () => this.#broken(this.element.error?.message));
    this.#source.addEventListener("sourceopen", () => this.#open(mimeType ?? ""), {
      once: true,
    });
  }

  get figures(): PlayerFigures {
    const { totalVideoFrames, droppedVideoFrames } = this.element.getVideoPlaybackQuality();
    return {
      decodedFrames: totalVideoFrames - droppedVideoFrames,
      droppedFrames: this.#droppedFrames + droppedVideoFrames,
      shownReceivedAt: this.#shownReceivedAt(totalVideoFrames),
    };
  }

  take(video: LiveVideo): void {
    if (this.#closed) return;
    if (this.#waiting.length > MAX_WAITING) this.#needsKeyframe = true;
    else if (video.keyframe && video.kind === "fragment") this.#needsKeyframe = false;
    if (this.#needsKeyframe && video.kind !== "init") {
      this.#droppedFrames++;
      return;
    }
    this.#waiting.push(video);
    this.#append();
  }

  close(): void {
    this.#closed = true;
    this.#waiting = [];
    this.element.removeAttribute("src");
    this.element.load();
    URL.revokeObjectURL(this.#url);
  }

  #open(mimeType: string): void {
    if (this.#closed) return;
    try {
      this.#buffer = this.#source.addSourceBuffer(mimeType);
    } catch (error) {
      return this.#broken(error instanceof Error ? error.message : undefined);
    }
    this.#buffer.addEventListener("updateend", () => {
      this.#followEdge();
      this.#append();
    });
    this.#append();
  }

  /** One at a time: a buffer that is at work takes nothing. */
  #append(): void {
    const buffer = this.#buffer;
    if (this.#closed || !buffer || buffer.updating || this.#source.readyState !== "open") return;
    if (this.#discardPlayed(buffer)) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#lastReceivedAt = next.receivedAt;
    try {
      buffer.appendBuffer(next.bytes);
    } catch (error) {
      this.#broken(error instanceof Error ? error.message : undefined);
    }
  }

  #discardPlayed(buffer: SourceBuffer): boolean {
    const { currentTime } = this.element;
    if (buffer.buffered.length === 0) return false;
    if (currentTime - buffer.buffered.start(0) < 2 * KEPT_SECONDS) return false;
    buffer.remove(0, currentTime - KEPT_SECONDS);
    return true;
  }

  #followEdge(): void {
    const behind = this.#behindSeconds();
    if (behind === null) return;
    const before = behind > this.#edge() - this.#start();
    if (before || behind > JUMP_SECONDS) {
      this.element.currentTime = Math.max(this.#start(), this.#edge() - EDGE_SECONDS);
    }
    this.element.playbackRate = behind > HURRY_SECONDS ? HURRIED_RATE : 1;
    if (this.element.paused) void this.element.play().catch(() => {});
  }

  #behindSeconds(): number | null {
    const { buffered, currentTime } = this.element;
    return buffered.length === 0 ? null : this.#edge() - currentTime;
  }

  #edge(): number {
    const { buffered } = this.element;
    return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
  }

  #start(): number {
    const { buffered } = this.element;
    return buffered.length === 0 ? 0 : buffered.start(buffered.length - 1);
  }

  /** The newest picture's time of arrival, less what lies between it and the one on the screen. */
  #shownReceivedAt(shownFrames: number): number | null {
    if (shownFrames === 0 || this.#lastReceivedAt === null) return null;
    return this.#lastReceivedAt - 1_000 * (this.#behindSeconds() ?? 0);
  }

  #broken(why: string | undefined): void {
    if (!this.#closed) this.#failed(why ?? "MediaSource");
  }
}
