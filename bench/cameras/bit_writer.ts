/** Writes the fields of an H.264 header, most significant bit first (H.264, clause 9). */
export class BitWriter {
  #bits = "";

  /** u(n): a number in so many bits. */
  fixed(value: number, bits: number): this {
    this.#bits += value.toString(2).padStart(bits, "0");
    return this;
  }

  /** ue(v): an Exp-Golomb code. */
  golomb(value: number): this {
    const code = (value + 1).toString(2);
    return this.fixed(value + 1, 2 * code.length - 1);
  }

  /** A one, and zeros up to the next byte (rbsp_trailing_bits). */
  bytes(): number[] {
    const bits = `${this.#bits}1`;
    const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
    return (padded.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  }
}
