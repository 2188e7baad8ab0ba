/** Characters of any number at most: `-1.2345678901234567e+100`, and a comma. */
const NUMBER_BYTES = 25;
/** Eight digits fit into 31 bits: what the engine holds without an object, and divides as a whole number. */
const EIGHT_DIGITS = 1e8;
/** Beyond, dividing by 10^8 may round up to the next whole number. */
const MAX_SPLIT = 1e15;
const ZERO = 48, POINT = 46, COMMA = 44;
const NULL = new TextEncoder().encode("null");

/**
 * Writes JSON straight into bytes. A chart of a week has 200,000 numbers: as lists and texts for `JSON.stringify` they
 * take twice the time, and leave megabytes behind for the garbage collector.
 */
export class JsonBytes {
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(4_096);
  #length = 0;

  /** JSON that is text already. */
  text(text: string): void {
    // A character has at most three bytes of UTF-8 for each of its units.
    this.#makeRoom(3 * text.length);
    this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** A list of numbers: those below 1,000 with two decimals at most, others without. NaN is null. */
  numbers(values: Float64Array): void {
    this.text("[");
    this.#makeRoom(values.length * NUMBER_BYTES);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < values.length; index++) {
      if (index > 0) bytes[at++] = COMMA;
      at = writeNumber(bytes, at, values[index] ?? NaN);
    }
    this.#length = at;
    this.text("]");
  }

  /** A list of a few different words, or null; each value is the place of one in `words`. */
  words(values: Float64Array, words: readonly (string | null)[]): void {
    const encoded = words.map((word) => this.#encoder.encode(JSON.stringify(word)));
    const longest = Math.max(0, ...encoded.map(({ length }) => length));
    this.text("[");
    this.#makeRoom(values.length * (longest + 1));
    for (const [index, value] of values.entries()) {
      if (index > 0) this.#bytes[this.#length++] = COMMA;
      const word = encoded[value] ?? NULL;
      this.#bytes.set(word, this.#length);
      this.#length += word.length;
    }
    this.text("]");
  }

  /** Everything that was written. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * needed);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Writes one number, and tells where the next begins. What it hands on are whole numbers of up to eight digits. */
function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  if (value >= 0 && value < 999.995) {
    return writeHundredths(bytes, at, Math.round(value * 100) | 0);
  }
  const whole = Math.round(value);
  if (whole >= 0 && whole < EIGHT_DIGITS) return writeWhole(bytes, at, whole | 0);
  if (whole >= 0 && whole < MAX_SPLIT) {
    const high = Math.floor(whole / EIGHT_DIGITS);
    const next = writeWhole(bytes, at, high | 0);
    return writeDigits(bytes, next, (whole - high * EIGHT_DIGITS) | 0, 8);
  }
  return writeText(bytes, at, Number.isFinite(value) ? String(whole) : "null");
}

function writeHundredths(bytes: Uint8Array, at: number, hundredths: number): number {
  const whole = (hundredths / 100) | 0;
  const rest = hundredths - 100 * whole;
  const end = writeWhole(bytes, at, whole);
  if (rest === 0) return end;
  bytes[end] = POINT;
  return rest % 10 === 0
    ? writeDigits(bytes, end + 1, (rest / 10) | 0, 1)
    : writeDigits(bytes, end + 1, rest, 2);
}

function writeWhole(bytes: Uint8Array, at: number, value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return writeDigits(bytes, at, value, digits);
}

function writeDigits(bytes: Uint8Array, at: number, value: number, digits: number): number {
  let rest = value;
  for (let place = at + digits - 1; place >= at; place--) {
    const tens = (rest / 10) | 0;
    bytes[place] = ZERO + rest - 10 * tens;
    rest = tens;
  }
  return at + digits;
}

function writeText(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}
