/** What becomes of several values. Without any (NaN) there is none; but `last` is the last, whether or not it is one. */
export type Fold = "sum" | "least" | "mean" | "most" | "last";

/** Which spans become one. */
export interface Grouping {
  /** Where each group begins, and at the end how many spans there are. */
  readonly starts: Int32Array;
  /** Readings behind each span: its weight in a mean. */
  readonly weights: Float64Array;
}

type Folding = (values: Float64Array, from: number, to: number, weights: Float64Array) => number;

const FOLDINGS: Readonly<Record<Fold, Folding>> = {
  sum: (values, from, to) => values.subarray(from, to).reduce((sum, value) => sum + value, 0),
  least,
  mean,
  most,
  last: (values, _from, to) => values[to - 1] ?? NaN,
};

/** One value for each group. */
export function foldGroups(values: Float64Array, grouping: Grouping, fold: Fold): Float64Array {
  const { starts, weights } = grouping;
  const folding = FOLDINGS[fold];
  const folded = new Float64Array(starts.length - 1);
  for (let group = 0; group < folded.length; group++) {
    folded[group] = folding(values, starts[group] ?? 0, starts[group + 1] ?? 0, weights);
  }
  return folded;
}

function least(values: Float64Array, from: number, to: number): number {
  let folded = Infinity;
  for (let at = from; at < to; at++) {
    const value = values[at] ?? NaN;
    if (value < folded) folded = value;
  }
  return folded === Infinity ? NaN : folded;
}

function most(values: Float64Array, from: number, to: number): number {
  let folded = -Infinity;
  for (let at = from; at < to; at++) {
    const value = values[at] ?? NaN;
    if (value > folded) folded = value;
  }
  return folded === -Infinity ? NaN : folded;
}

function mean(values: Float64Array, from: number, to: number, weights: Float64Array): number {
  let sum = 0;
  let weight = 0;
  for (let at = from; at < to; at++) {
    const value = values[at] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value * (weights[at] ?? 0);
    weight += weights[at] ?? 0;
  }
  return sum / weight;
}
