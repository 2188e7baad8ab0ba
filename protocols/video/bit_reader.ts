/** Leading zeros of the longest Exp-Golomb code of 32 bits. */
const MAX_GOLOMB_ZEROS = 31;

/**
 * Reads the fields of a NAL unit (ISO/IEC 14496-10, clauses 7.2 and 9.1), emulation prevention bytes taken out on
 * the way. Past the end, and after a code that no field can have, every field is 0 and {@link failed} is true, so
 * that a caller asks once, at the end. What was read before does not depend on what follows.
 */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #current = 0;
  #left = 0;
  #zeros = 0;
  #failed = false;

  /** @param from index of the first byte to read: 1 passes the header of a NAL unit */
  constructor(bytes: Uint8Array, from = 0) {
    this.#bytes = bytes;
    this.#at = from;
  }

  get failed(): boolean {
    return this.#failed;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** u(n): up to 32 bits, without sign. */
  bits(count: number): number {
    let value = 0;
    for (let wanted = count; wanted > 0;) {
      const taken = this.#ready(wanted);
      wanted -= taken;
      this.#left -= taken;
      value = value * 2 ** taken + (this.#current >> this.#left & (1 << taken) - 1);
    }
    return this.#failed ? 0 : value;
  }

  /** ue(v) */
  unsigned(): number {
    let zeros = 0;
    while (!this.#failed && this.#bit() === 0) {
      if (++zeros > MAX_GOLOMB_ZEROS) this.#failed = true;
    }
    return this.#failed ? 0 : 2 ** zeros - 1 + this.bits(zeros);
  }

  /** se(v) */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2;
  }

  /** Passes over so many bits. */
  skip(count: number): void {
    for (let wanted = count; wanted > 0 && !this.#failed;) {
      const passed = this.#ready(wanted);
      wanted -= passed;
      this.#left -= passed;
    }
  }

  /** Bits of the current byte that can be taken now, of so many. */
  #ready(wanted: number): number {
    if (this.#left === 0) this.#load();
    return Math.min(wanted, this.#left);
  }

  #bit(): number {
    if (this.#left === 0) this.#load();
    this.#left--;
    return this.#current >> this.#left & 1;
  }

  #load(): void {
    if (this.#zeros >= 2 && this.#bytes[this.#at] === 3) {
      this.#at++;
      this.#zeros = 0;
    }
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) this.#failed = true;
    this.#current = byte ?? 0;
    this.#zeros = byte === 0 ? this.#zeros + 1 : 0;
    this.#left = 8;
  }
}
