/** Rows of a list from `first`, without `last`; there may be fewer. */
export interface Rows {
  readonly first: number;
  readonly last: number;
}

/**
 * What is drawn in the same breath as a scroll: what is in sight, and of the margin what is there already.
 *
 * @param drawn so far
 * @param seen in sight
 * @param wanted in sight, with the margin
 */
export function drawnAtOnce(drawn: Rows, seen: Rows, wanted: Rows): Rows {
  const kept = {
    first: Math.max(drawn.first, wanted.first),
    last: Math.min(drawn.last, wanted.last),
  };
  if (kept.first >= kept.last || kept.first > seen.last || kept.last < seen.first) return seen;
  return { first: Math.min(kept.first, seen.first), last: Math.max(kept.last, seen.last) };
}
