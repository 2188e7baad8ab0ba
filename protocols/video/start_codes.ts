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
 * Wherever a start code lies, one of its halves of two aligned bytes is 00 00 or 00 01. So four bytes are looked at
 * at once, and sixteen per turn, for such a half: several times as fast as a search for any of the three bytes.
 */
export function nextStartCode(bytes: Uint8Array, from: number): number {
  const { byteOffset, length } = bytes;
  // The first word that lies in the bytes, and holds or comes before whatever may end at the index.
  const first = Math.max(from - 2 - ((byteOffset + from - 2) & 3), -byteOffset & 3);
  let at = Math.max(2, from);
  const edge = Math.min(length, first + 2);
  for (; at < edge; at++) if (endsStartCode(bytes, at)) return at;
  if (at >= length) return -1;
  const words = new Int32Array(bytes.buffer, byteOffset + first, (length - first) >> 2);
  for (let word = 0; at < length; word++) {
    word = nextWordInQuestion(words, word);
    const end = Math.min(length, first + 4 * word + 6);
    for (at = Math.max(at, first + 4 * word + 1); at < end; at++) {
      if (endsStartCode(bytes, at)) return at;
    }
  }
  return -1;
}

function endsStartCode(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 1 && bytes[at - 1] === 0 && bytes[at - 2] === 0;
}

/** The last bit of an aligned half is the only one that may differ from 00 00 (the runtime is little-endian). */
const HALVES = 0xfeff_feff | 0;
/** A borrow from one of these bits shows that the half below it is 0. */
const ONES = 0x0001_0001, BORROWS = 0x8000_8000 | 0;

/** Index of the first word, from one on, of which a half may belong to a start code; the end when there is none. */
function nextWordInQuestion(words: Int32Array, from: number): number {
  let at = from;
  for (const last = words.length - 3; at < last; at += 4) {
    const a = (words[at] ?? 0) & HALVES, b = (words[at + 1] ?? 0) & HALVES;
    const c = (words[at + 2] ?? 0) & HALVES, d = (words[at + 3] ?? 0) & HALVES;
    const zeros = ((a - ONES) & ~a) | ((b - ONES) & ~b) | ((c - ONES) & ~c) | ((d - ONES) & ~d);
    if ((zeros & BORROWS) !== 0) break;
  }
  while (at < words.length && !isInQuestion(words[at] ?? 0)) at++;
  return at;
}

function isInQuestion(word: number): boolean {
  const halves = word & HALVES;
  return ((halves - ONES) & ~halves & BORROWS) !== 0;
}
