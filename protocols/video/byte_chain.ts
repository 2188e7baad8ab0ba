/** Pieces below this are copied together: a picture that comes byte by byte must not become a million objects. */
const SMALL_BYTES = 512;
/** Room for many small pieces at once. */
const BLOCK_BYTES = 4_096;

/**
 * The bytes of a stream that are still needed, as the pieces in which they came, addressed by their place in the
 * stream. Pieces are kept, not copied, so whoever adds one must not write to it again.
 */
export class ByteChain {
  #pieces: Uint8Array[] = [];
  #start = 0;
  #end = 0;
  #block = new Uint8Array(0);
  #blockUsed = 0;

  /** Place of the first byte that is kept. */
  get start(): number {
    return this.#start;
  }

  /** Place after the last byte. */
  get end(): number {
    return this.#end;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (bytes.length < SMALL_BYTES) this.#addSmall(bytes);
    else this.#addLarge(bytes);
    this.#end += bytes.length;
  }

  /** The byte at a place; undefined when it has not come, or is gone. */
  at(place: number): number | undefined {
    return this.view(place, Math.min(place + 1, this.#end))[0];
  }

  /** The bytes from one place to another: a view where they came in one piece, else a copy. */
  view(from: number, to: number): Uint8Array {
    const views = this.views(from, to);
    return views.length === 1 ? views[0] ?? EMPTY : joined(views, Math.max(0, to - from));
  }

  /** The same as views of the pieces, in order, without any copy. */
  views(from: number, to: number): Uint8Array[] {
    const views: Uint8Array[] = [];
    let pieceEnd = this.#end;
    // From the end: what is asked for has nearly always just come.
    for (let at = this.#pieces.length - 1; at >= 0 && pieceEnd > from; at--) {
      const piece = this.#pieces[at] ?? EMPTY;
      const start = pieceEnd - piece.length;
      if (start < to) views.push(cut(piece, from - start, to - start));
      pieceEnd = start;
    }
    return views.reverse();
  }

  /** Removes and gives everything before a place: a view where it came in one piece, else the one copy. */
  take(to: number): Uint8Array {
    const taken = this.view(this.#start, to);
    this.drop(to);
    return taken;
  }

  /** Forgets everything before a place. */
  drop(to: number): void {
    this.#pieces = this.views(to, this.#end);
    this.#start = to;
  }

  /** Pieces that lie side by side become one: they were read into the same memory. */
  #addLarge(bytes: Uint8Array): void {
    const last = this.#pieces.at(-1);
    if (last === undefined || !isFollowedBy(last, bytes)) return void this.#pieces.push(bytes);
    const { buffer, byteOffset, length } = last;
    this.#pieces[this.#pieces.length - 1] = new Uint8Array(
      buffer,
      byteOffset,
      length + bytes.length,
    );
  }

  #addSmall(bytes: Uint8Array): void {
    const last = this.#pieces.at(-1);
    const open = last !== undefined && last.buffer === this.#block.buffer;
    if (this.#blockUsed + bytes.length > this.#block.length) {
      this.#block = new Uint8Array(BLOCK_BYTES);
      this.#blockUsed = 0;
    }
    this.#block.set(bytes, this.#blockUsed);
    this.#blockUsed += bytes.length;
    if (open && last.buffer === this.#block.buffer) {
      const from = last.byteOffset;
      this.#pieces[this.#pieces.length - 1] = this.#block.subarray(from, this.#blockUsed);
    } else {
      this.#pieces.push(this.#block.subarray(this.#blockUsed - bytes.length, this.#blockUsed));
    }
  }
}

const EMPTY = new Uint8Array(0);

function cut(piece: Uint8Array, from: number, to: number): Uint8Array {
  return from <= 0 && to >= piece.length ? piece : piece.subarray(Math.max(0, from), to);
}

function isFollowedBy(piece: Uint8Array, next: Uint8Array): boolean {
  return piece.buffer === next.buffer && piece.byteOffset + piece.length === next.byteOffset;
}

function joined(views: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const view of views) {
    all.set(view, at);
    at += view.length;
  }
  return all;
}
