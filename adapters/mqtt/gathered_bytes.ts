import { Buffer } from "node:buffer";

/** Room for some messages; doubled as often as need be. */
const LEAST_BYTES = 512;
/** An empty one keeps no more room than this: what a busy connection needs in one turn. */
const MOST_KEPT_BYTES = 16_384;

/** Small pieces put together in one buffer, as they come. */
export class GatheredBytes {
  #room: Buffer | undefined;
  #expected = LEAST_BYTES;
  length = 0;

  add(piece: Uint8Array | string, encoding: BufferEncoding = "utf8"): void {
    if (typeof piece !== "string") {
      this.#roomFor(piece.length).set(piece, this.length);
      this.length += piece.length;
      return;
    }
    const bytes = Buffer.byteLength(piece, encoding);
    this.#roomFor(bytes).write(piece, this.length, encoding);
    this.length += bytes;
  }

  /** Everything so far; the next piece begins anew. */
  take(): Uint8Array {
    const taken = this.#roomFor(0).subarray(0, this.length);
    this.#expected = Math.min(MOST_KEPT_BYTES, Math.max(LEAST_BYTES, this.length));
    this.#room = undefined;
    this.length = 0;
    return taken;
  }

  #roomFor(bytes: number): Buffer {
    const needed = this.length + bytes;
    const room = this.#room;
    if (room !== undefined && needed <= room.length) return room;
    const wider = Buffer.allocUnsafe(Math.max(needed, this.#expected, 2 * (room?.length ?? 0)));
    room?.copy(wider, 0, 0, this.length);
    this.#room = wider;
    return wider;
  }
}
