import { Buffer } from "node:buffer";
import {
  encodeLength,
  encodeLengthPrefixed,
  LENGTH_BYTES,
} from "../../protocols/video/length_prefixed.ts";

const NOTHING = new Uint8Array();

/**
 * Frames as fielded viewers V1 to V3 read them: a length, then so many bytes. All viewers of a camera get the same
 * frame, so that it is put together once and shared: one write each, and one copy in memory however many wait for it.
 */
export class FramePrefix {
  #frame: Uint8Array | undefined;
  #framed: Uint8Array = NOTHING;

  /** The frame with its length; the same object when asked again for the same bytes. */
  of(frame: Uint8Array): Uint8Array {
    if (frame === this.#frame) return this.#framed;
    this.#frame = frame;
    const framed = asItCame(frame) ?? encodeLengthPrefixed(frame);
    // A socket makes a buffer of anything else, at each write anew.
    return this.#framed = Buffer.from(framed.buffer, framed.byteOffset, framed.length);
  }

  /** Lets go of the last frame, when nobody watches. */
  forget(): void {
    this.#frame = undefined;
    this.#framed = NOTHING;
  }
}

/** A frame that has come in behind its length, and in one piece, has it there still: then nothing is copied. */
function asItCame(frame: Uint8Array): Uint8Array | undefined {
  const { buffer, byteOffset, length } = frame;
  if (byteOffset < LENGTH_BYTES) return undefined;
  const framed = new Uint8Array(buffer, byteOffset - LENGTH_BYTES, LENGTH_BYTES + length);
  return encodeLength(length).every((byte, at) => byte === framed[at]) ? framed : undefined;
}
