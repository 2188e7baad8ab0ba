/** Writes the fields of a NAL unit, so that tests can make any. */
export class BitWriter {
  #bits = "";

  bits(value: number, count: number): this {
    this.#bits += value.toString(2).padStart(count, "0");
    return this;
  }

  flag(value: boolean): this {
    return this.bits(value ? 1 : 0, 1);
  }

  /** ue(v) */
  unsigned(...values: readonly number[]): this {
    for (const value of values) {
      const code = (value + 1).toString(2);
      this.#bits += "0".repeat(code.length - 1) + code;
    }
    return this;
  }

  /** se(v) */
  signed(...values: readonly number[]): this {
    return this.unsigned(...values.map((value) => value > 0 ? 2 * value - 1 : -2 * value));
  }

  /** A whole unit: header, the fields, a stop bit, emulation prevention. */
  unit(header: number): Uint8Array {
    const bits = `${this.#bits}1`;
    const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
    const raw = (padded.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
    return Uint8Array.from([header, ...escaped(raw)]);
  }
}

function escaped(raw: readonly number[]): number[] {
  const bytes: number[] = [];
  let zeros = 0;
  for (const byte of raw) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes;
}
