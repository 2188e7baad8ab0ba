import type { Facts } from "./facts.ts";

/** One line of a figure: the values of its labels, in their order, and the number. */
export type Line = readonly [labels: readonly string[], value: number];

/**
 * One figure of the scrape, as data. Its name, type and labels are those of the Prometheus text format (version 0.0.4);
 * the values of a label are a closed set, or cut to one: a scrape never grows with the fleet.
 */
export interface Figure {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly labels?: readonly string[];
  /** Without lines the figure shows no number. */
  readonly lines: (facts: Facts) => Iterable<Line>;
}

/** A figure of a single number without labels; null: there is none now. */
export function single(
  type: Figure["type"],
  name: string,
  help: string,
  value: (facts: Facts) => number | null,
): Figure {
  const lines = (facts: Facts): Line[] => {
    const number = value(facts);
    return number === null ? [] : [[[], number]];
  };
  return { name, type, help, lines };
}

/** Makes figures with a line for each of some things, whose names are the values of one label. */
export function perItem<T>(
  label: string,
  itemsOf: (facts: Facts) => Iterable<readonly [name: string, item: T]>,
) {
  return (
    type: Figure["type"],
    name: string,
    help: string,
    value: (item: T) => number,
  ): Figure => {
    const lines = (facts: Facts) =>
      [...itemsOf(facts)].map(([each, item]): Line => [[each], value(item)]);
    return { name, type, help, labels: [label], lines };
  };
}
