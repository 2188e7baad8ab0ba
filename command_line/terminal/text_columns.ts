/** Spaces between columns. */
export const GAP = 2;

/**
 * Draws rows in columns below their heads, without lines around them.
 *
 * @param widths of each column, with the {@link GAP}; empty: each as wide as what is in it
 */
export type DrawColumns = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
) => string;

/** What draws columns, loaded by the commands that print them. An agent prints none, and is 8 MB smaller without. */
export async function loadColumns(): Promise<DrawColumns> {
  const { default: Table } = await import("cli-table3");
  return (heads, rows, widths) => {
    const table = new Table({
      head: [...heads],
      style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": GAP },
      chars: NO_LINES,
      wordWrap: true,
      colWidths: [...widths],
    });
    table.push(...rows.map((row) => [...row]));
    return table.toString().replace(/[ \t]+$/gm, "");
  };
}

/** For those who print no columns. */
export const NO_COLUMNS: DrawColumns = () => {
  throw new Error("this command prints no columns, and what draws them was not loaded");
};

const NO_LINES = Object.fromEntries(
  ["top", "bottom", "mid", "left", "right"]
    .flatMap((side) => [side, ...["mid", "left", "right"].map((part) => `${side}-${part}`)])
    .concat("middle")
    .map((name) => [name, ""]),
);
