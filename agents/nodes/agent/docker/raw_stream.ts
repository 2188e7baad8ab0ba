/**
 * Output of a program that has no terminal, as the engine sends it: frames of one byte for the stream (0 and 1
 * stdout, 2 stderr, 3 the engine itself), three zero bytes, a big-endian length of four, and as many bytes. Pure; the
 * result does not depend on how the bytes were cut. Source: Docker Engine API 1.41, ContainerAttach.
 *
 * @example
 * ```ts
 * const frames = new RawStream();
 * for (const { stream, bytes } of frames.push(chunk)) console.log(stream, bytes.length);
 * ```
 * @module
 */
import { EngineError } from "../container_engine.ts";

const HEADER_BYTES = 8;
/** Engines write 16 or 32 KiB at a time, and a megabyte with some log drivers. */
const MAX_FRAME_BYTES = 4 * 1_024 * 1_024;
const STREAMS = ["stdout", "stdout", "stderr", "engine"] as const;

/** What was written at once, and where to. `engine`: why it has stopped, in its words. */
export interface RawFrame {
  readonly stream: "stdout" | "stderr" | "engine";
  readonly bytes: Uint8Array;
}

/** Takes the frames apart. */
export class RawStream {
  #rest: Uint8Array = new Uint8Array(0);

  /** The frames that are complete now. @throws {EngineError} `odd` for what is no such stream */
  push(chunk: Uint8Array): readonly RawFrame[] {
    const bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    const frames: RawFrame[] = [];
    let at = 0;
    while (at + HEADER_BYTES <= bytes.length) {
      const length = lengthAt(bytes, at);
      const end = at + HEADER_BYTES + length;
      if (end > bytes.length) break;
      frames.push({ stream: streamAt(bytes, at), bytes: bytes.subarray(at + HEADER_BYTES, end) });
      at = end;
    }
    this.#rest = bytes.slice(at);
    return frames;
  }
}

function streamAt(bytes: Uint8Array, at: number): RawFrame["stream"] {
  return STREAMS[bytes[at] ?? -1] ?? "engine";
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const length = new DataView(bytes.buffer, bytes.byteOffset + at + 4, 4).getUint32(0);
  if (STREAMS[bytes[at] ?? -1] === undefined || length > MAX_FRAME_BYTES) {
    throw new EngineError("odd", "The engine's output is not in frames");
  }
  return length;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
