import { cleanLine } from "../text.ts";
import type { VideoEvent } from "./events.ts";
import { LENGTH_BYTES } from "./length_prefixed.ts";
import { Sniffer, type Verdict } from "./sniffer.ts";

/** Bytes that must all be text before a peer is said to speak text; no picture begins with so many. */
const TEXT_BYTES = 64;
/** Characters of such a text that are shown: a status line, or the beginning of one. */
const SHOWN_CHARS = 60;
/** Zeros of which at least one length of zero can be told: three may belong to a start code. */
const ZEROS_KEPT = 2 * LENGTH_BYTES;

const HIGHEST_TEXT = 0x7e, SPACE = 0x20, TAB = 0x09, LF = 0x0a, CR = 0x0d;

/** What a stream is, and its bytes from there on. */
export interface Identified {
  readonly verdict: Verdict;
  readonly bytes: Uint8Array;
}

/**
 * The bytes of a stream until it is known what it is, at most so many as the limit; lengths of zero come out at once
 * and are not kept.
 */
export class Prelude {
  readonly #limit: number;
  readonly #sniffer: Sniffer;
  #held = new Uint8Array(0);
  #length = 0;
  /** All that is held are zeros. */
  #silent = true;

  constructor(limit: number, maxFrameBytes: number) {
    this.#limit = limit;
    this.#sniffer = new Sniffer(maxFrameBytes);
  }

  /** Takes in bytes; gives the verdict when there is one, or else a violation to `events`. */
  push(chunk: Uint8Array, events: VideoEvent[]): Identified | undefined {
    const from = this.#silent ? this.#passZeros(chunk, events) : 0;
    const bytes = this.#hold(chunk.subarray(from));
    if (this.#silent) return undefined;
    // First, as no verdict can come of text, and later bytes must not change what the first ones say.
    if (isText(bytes)) {
      events.push(notVideo(`It speaks text: ${firstLine(bytes)}`));
      return undefined;
    }
    const verdict = this.#sniffer.judge(bytes.subarray(0, this.#limit));
    if (verdict !== undefined) return { verdict, bytes: bytes.subarray(verdict.from) };
    if (bytes.length >= this.#limit) {
      events.push(notVideo(`No picture in the first ${this.#limit} bytes.`));
    }
    return undefined;
  }

  /** The connection is closed, and nobody knows what it was. */
  end(events: VideoEvent[]): void {
    if (!this.#silent) {
      events.push(notVideo(`It ended after ${this.#length} bytes without a picture.`));
    } else if (this.#length >= LENGTH_BYTES) events.push({ type: "keepAliveReceived" });
  }

  /** Index after the zeros that are lengths of zero for sure, all but the last four to seven. */
  #passZeros(chunk: Uint8Array, events: VideoEvent[]): number {
    const first = chunk.findIndex((byte) => byte !== 0);
    this.#silent = first < 0;
    const zeros = this.#length + (first < 0 ? chunk.length : first);
    let spare = 0;
    for (; zeros - spare >= ZEROS_KEPT; spare += LENGTH_BYTES) {
      events.push({ type: "keepAliveReceived" });
    }
    const ofChunk = Math.max(0, spare - this.#length);
    this.#length -= spare - ofChunk;
    return ofChunk;
  }

  /** All that has come, copied together. */
  #hold(chunk: Uint8Array): Uint8Array {
    const length = this.#length + chunk.length;
    if (length > this.#held.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#held.length));
      grown.set(this.#held.subarray(0, this.#length));
      this.#held = grown;
    }
    this.#held.set(chunk, this.#length);
    this.#length = length;
    return this.#held.subarray(0, length);
  }
}

function notVideo(detail: string): VideoEvent {
  return { type: "streamViolated", code: "notVideo", detail };
}

function isText(bytes: Uint8Array): boolean {
  return bytes.length >= TEXT_BYTES && bytes.subarray(0, TEXT_BYTES).every(isTextByte);
}

function isTextByte(byte: number): boolean {
  return byte >= SPACE && byte <= HIGHEST_TEXT || byte === TAB || byte === LF || byte === CR;
}

function firstLine(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, TEXT_BYTES));
  return JSON.stringify(cleanLine(text.split(/[\r\n]/, 1)[0] ?? "", SHOWN_CHARS));
}
