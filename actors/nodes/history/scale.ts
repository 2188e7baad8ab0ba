/**
 * Steps to each doubling. 16 bits then reach 2^64, with an error under 0.04 %: a chart is some hundred pixels high.
 */
const STEPS = 1_024;
const HIGHEST = 0xffff;

/** A quantity of at least 0 in 16 bits, on a logarithmic scale. */
export function pack(value: number): number {
  return value > 0 ? Math.min(HIGHEST, Math.round(Math.log2(1 + value) * STEPS)) : 0;
}

/** The quantity behind {@link pack}. */
export function unpack(packed: number): number {
  return packed === 0 ? 0 : 2 ** (packed / STEPS) - 1;
}

/** CPU shares are small numbers, so they are packed in hundredths of a percent. */
export const CPU_UNIT = 100;
