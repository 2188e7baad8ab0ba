import type { Buffer } from "node:buffer";
import { LOAD_COST, type LoadState } from "../../actors/load.ts";
import type { Clock } from "../../actors/kernel/mod.ts";
import { Pace } from "../pace.ts";
import type { NodeGatewayLimits } from "./limits.ts";

/** One message as it came in. */
export interface Frame {
  readonly data: Buffer;
}

/** A source that can be told to wait. */
export interface Faucet {
  pause(): void;
  resume(): void;
}

/** Bytes that cost as much as one frame: three full stats of the largest fielded host. */
const BYTES_PER_UNIT = 16_384;

/**
 * Hands the frames of one connection on, in order. While it is held it stops reading the socket, so that the
 * network makes the client wait, and nothing is lost. What had been read already waits here: at most the frames of
 * one chunk, 64 KiB.
 */
export class Intake {
  readonly #faucet: Faucet;
  readonly #clock: Clock;
  readonly #own: Pace;
  readonly #handle: (frame: Frame) => void;
  readonly #ofAddress: Pace | undefined;
  #waiting: Frame[] = [];
  #holds = 0;
  #timer: unknown;

  constructor(
    faucet: Faucet,
    clock: Clock,
    { framesPerSecond, frameBurst }: Pick<NodeGatewayLimits, "frameBurst" | "framesPerSecond">,
    handle: (frame: Frame) => void,
    ofAddress?: Pace,
  ) {
    this.#ofAddress = ofAddress;
    this.#faucet = faucet;
    this.#clock = clock;
    this.#own = new Pace(framesPerSecond, frameBurst);
    this.#handle = handle;
  }

  get held(): boolean {
    return this.#holds > 0;
  }

  /** A frame has been read. */
  take(frame: Frame): void {
    if (this.held) this.#waiting.push(frame);
    else this.#handle(frame);
  }

  /**
   * Pays for something read, which costs the more the more there is to do. True when it was too much: then nothing is
   * read until the rate is kept again.
   */
  charge(bytes: number, nowMs: number, load: LoadState = "normal"): boolean {
    const units = 1 + Math.floor(bytes / BYTES_PER_UNIT);
    const ownMs = this.#own.take(units * LOAD_COST[load], nowMs);
    const tooSoonMs = Math.max(ownMs, this.#ofAddress?.take(units, nowMs) ?? 0);
    if (tooSoonMs <= 0 || this.#timer !== undefined) return tooSoonMs > 0;
    const release = this.hold();
    this.#timer = this.#clock.setTimer(tooSoonMs, () => {
      this.#timer = undefined;
      release();
    });
    return true;
  }

  /** Reads nothing more until the answer is called, and every other hold is over too. */
  hold(): () => void {
    if (this.#holds++ === 0) this.#faucet.pause();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#holds--;
      this.#goOn();
    };
  }

  /** The connection is gone. */
  end(): void {
    this.#clock.clearTimer(this.#timer);
    this.#waiting = [];
    this.#holds = Infinity;
  }

  #goOn(): void {
    while (!this.held) {
      const frame = this.#waiting.shift();
      if (frame === undefined) return this.#faucet.resume();
      this.#handle(frame);
    }
  }
}
