/**
 * Finds the start codes of a byte stream (ISO/IEC 14496-10, Annex B) chunk by chunk: 00 00 01 wherever it was cut.
 * Call {@link next} until it gives -1, then {@link passed}.
 */
export class StartCodeScanner {
  /** Zeros at the end of what has passed, 3 at most. */
  #zeros = 0;

  /** Zeros at the end of what has passed, 3 at most: they may belong to a start code that goes on. */
  get zeros(): number {
    return this.#zeros;
  }

  /**
   * Index of the 01 that ends the next start code, from an index on; -1 when there is none. After one at `i`, ask from
   * `i + 3` on.
   */
  next(chunk: Uint8Array, from: number): number {
    if (from < 2) {
      if (chunk[0] === 1 && from === 0 && this.#zeros >= 2) return 0;
      if (chunk[1] === 1 && chunk[0] === 0 && this.#zeros >= 1) return 1;
    }
    return nextStartCode(chunk, Math.max(from, 2));
  }

  /** Bytes of the start code that {@link next} has found: 4 when another zero stands before it, else 3. */
  length(chunk: Uint8Array, at: number): 3 | 4 {
    const fourth = at >= 3 ? chunk[at - 3] === 0 : this.#zeros >= 3 - at;
    return fourth ? 4 : 3;
  }

  /** The chunk has been looked through. */
  passed(chunk: Uint8Array): void {
    let zeros = 0;
    while (zeros < 3 && zeros < chunk.length && chunk[chunk.length - 1 - zeros] === 0) zeros++;
    this.#zeros = zeros === chunk.length ? Math.min(3, zeros + this.#zeros) : zeros;
  }
}

/**
 * Index of the 01 of the first 00 00 01 that ends at an index or later (2 is the least); -1 when there is none.
 *
 * Only every third byte is looked at while it is above 1, as no start code can lie around it, and four of them per
 * turn: several times as fast as a search for any of the three bytes.
 */
export function nextStartCode(bytes: Uint8Array, from: number): number {
  for (let at = afterPlain(bytes, from); at < bytes.length; at = afterPlain(bytes, at)) {
    const byte = bytes[at] ?? 0;
    if (byte > 1) at += 3;
    else if (byte === 0) at += 1;
    else if (bytes[at - 1] === 0 && bytes[at - 2] === 0) return at;
    else at += 3;
  }
  return -1;
}

/** Index after steps of three bytes, four at a time, of which each byte that was looked at is above 1. */
function afterPlain(bytes: Uint8Array, from: number): number {
  let at = from;
  for (const last = bytes.length - 9; at < last; at += 12) {
    if (isLow(bytes, at) || isLow(bytes, at + 3)) break;
    if (isLow(bytes, at + 6) || isLow(bytes, at + 9)) break;
  }
  return at;
}

function isLow(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] ?? 0) <= 1;
}
