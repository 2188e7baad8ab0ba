const FIRST_BYTES = 4_096;

/** The last bytes of what may be much longer, in twice the room at most. */
export class ByteTail {
  readonly #maxBytes: number;
  #room = new Uint8Array(FIRST_BYTES);
  #used = 0;
  /** All that came. */
  totalBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get truncated(): boolean {
    return this.totalBytes > this.#maxBytes;
  }

  push(piece: Uint8Array): void {
    this.totalBytes += piece.length;
    const kept = piece.subarray(Math.max(0, piece.length - this.#maxBytes));
    this.#makeRoom(kept.length);
    this.#room.set(kept, this.#used);
    this.#used += kept.length;
  }

  /** As UTF-8; a character that was cut at the front is left out. */
  text(): string {
    let from = Math.max(0, this.#used - this.#maxBytes);
    if (this.truncated) { while (((this.#room[from] ?? 0) & 0xc0) === 0x80) from++; }
    return new TextDecoder().decode(this.#room.subarray(from, this.#used));
  }

  #makeRoom(bytes: number): void {
    const needed = this.#used + bytes;
    if (needed <= this.#room.length) return;
    const most = 2 * this.#maxBytes;
    if (needed > most) {
      const kept = Math.min(this.#used, this.#maxBytes);
      this.#room.copyWithin(0, this.#used - kept, this.#used);
      this.#used = kept;
    }
    const wanted = Math.min(most, Math.max(2 * this.#room.length, this.#used + bytes));
    if (this.#used + bytes <= this.#room.length) return;
    const larger = new Uint8Array(wanted);
    larger.set(this.#room.subarray(0, this.#used));
    this.#room = larger;
  }
}
