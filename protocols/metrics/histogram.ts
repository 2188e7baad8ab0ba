import { encodeNumber, type MetricLine } from "./exposition.ts";

/** Counts values by size, as a Prometheus histogram has it: how many were at most as large as each bound. */
export class Histogram {
  readonly #bounds: readonly number[];
  /** One more than bounds: the last is of what is larger than all. */
  readonly #counts: number[];
  #sum = 0;

  /** `bounds`: finite and ascending, else a `RangeError`. */
  constructor(bounds: readonly number[]) {
    bounds.forEach((bound, index) => {
      if (Number.isFinite(bound) && bound > (bounds[index - 1] ?? -Infinity)) return;
      throw new RangeError(`bounds must be finite and ascending, got ${bounds.join(", ")}`);
    });
    this.#bounds = bounds;
    this.#counts = new Array(bounds.length + 1).fill(0);
  }

  /** Counts a value. */
  observe(value: number): void {
    const found = this.#bounds.findIndex((bound) => value <= bound);
    const place = found < 0 ? this.#bounds.length : found;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#sum += value;
  }

  /** The lines of its family. */
  lines(): MetricLine[] {
    let total = 0;
    const buckets = this.#counts.map((count, index): MetricLine => {
      total += count;
      const bound = encodeNumber(this.#bounds[index] ?? Infinity);
      return { suffix: "_bucket", labels: [["le", bound]], value: total };
    });
    return [
      ...buckets,
      { suffix: "_sum", labels: [], value: this.#sum },
      { suffix: "_count", labels: [], value: total },
    ];
  }
}
