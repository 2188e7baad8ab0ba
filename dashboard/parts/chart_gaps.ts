/** A step that many times as long as the usual one is a time of which nothing is known. */
const GAP_STEPS = 3;

/** Numbers over time, in columns of one length. */
export type Column = readonly (number | null)[];

/**
 * Puts an unknown value where nothing was heard for a while: a line drawn across it would say what nobody has seen.
 *
 * @param at epoch ms, growing
 */
export function withGaps(
  at: readonly number[],
  columns: readonly Column[],
): { readonly at: readonly number[]; readonly columns: readonly Column[] } {
  const steps = at.slice(1).map((one, nth) => one - (at[nth] ?? one));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const before = at.map((_, nth) => nth > 0 && (steps[nth - 1] ?? 0) > GAP_STEPS * usual);
  if (!before.includes(true)) return { at, columns };
  return {
    at: at.flatMap((one, nth) => before[nth] ? [(at[nth - 1] ?? one) + usual, one] : [one]),
    columns: columns.map((column) =>
      column.flatMap((value, nth) => before[nth] ? [null, value] : [value])
    ),
  };
}
