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
  sum: stepwise((folded, value) => folded + value),
  least: stepwise(Math.min),
  most: stepwise(Math.max),
  last: (values, _from, to) => values[to - 1] ?? NaN,
  mean,
};

/** One value for each group. */
export function foldGroups(values: Float64Array, grouping: Grouping, fold: Fold): Float64Array {
  const { starts, weights } = grouping;
  const folding = FOLDINGS[fold];
  return Float64Array.from(
    starts.subarray(1),
    (to, group) => folding(values, starts[group] ?? to, to, weights),
  );
}

function stepwise(step: (folded: number, value: number) => number): Folding {
  return (values, from, to) => {
    let folded = NaN;
    for (let at = from; at < to; at++) {
      const value = values[at] ?? NaN;
      if (Number.isNaN(value)) continue;
      folded = Number.isNaN(folded) ? value : step(folded, value);
    }
    return folded;
  };
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
