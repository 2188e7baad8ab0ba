import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useRowsInSight } from "../parts/in_sight.ts";
import type { MemberLine } from "./member.ts";
import { MemberTile } from "./member_tile.tsx";

/**
 * Up to here every tile of a page is in it, so that the browser's own search finds each; of more, only those in sight
 * are drawn: each frame costs as much as there are tiles.
 */
const MOST_WHOLE = 200;
/** Half a screen: a turn of the wheel finds tiles, and a jump draws no more than a screen of them. */
const MARGIN_PX = 400;

/**
 * Members as tiles, in rows as wide as the window.
 *
 * @param among how many tiles the page has in all, where these are not the only ones
 */
export function MemberTiles(
  { lines, among = lines.length }: {
    readonly lines: readonly MemberLine[];
    readonly among?: number;
  },
) {
  return among > MOST_WHOLE
    ? <TilesInSight lines={lines} />
    : <div class="tiles">{lines.map((line) => <MemberTile key={keyOf(line)} line={line} />)}</div>;
}

/** Members of several kinds may have one key. */
function keyOf({ kind, key }: MemberLine): string {
  return `${kind} ${key}`;
}

function TilesInSight({ lines }: { readonly lines: readonly MemberLine[] }) {
  const grid = useRef<HTMLDivElement>(null);
  const { columns, rowPx } = useGrid(grid);
  const rows = Math.ceil(lines.length / columns);
  const { first, last } = useRowsInSight(grid, { rowPx, marginPx: MARGIN_PX, rows });
  const skipped = Math.min(first, rows);
  const height = `calc(${rows} * var(--tile-row) - var(--tile-gap))`;
  const paddingTop = `calc(${skipped} * var(--tile-row))`;
  return (
    <div ref={grid} class="tiles tiles-in-sight" style={{ height, paddingTop }}>
      {lines.slice(skipped * columns, last * columns).map((line) => (
        <MemberTile key={keyOf(line)} line={line} />
      ))}
    </div>
  );
}

/** How the style sheet lays out a grid of tiles. Until it has, tiles are one below the other. */
interface GridLayout {
  readonly columns: number;
  readonly rowPx: number;
}

function useGrid(grid: RefObject<HTMLElement | null>): GridLayout {
  const layout = useSignal<GridLayout>({ columns: 1, rowPx: 70 });
  useLayoutEffect(() => {
    const { current } = grid;
    if (current === null) return;
    const measure = () => {
      const { gridTemplateColumns, gridAutoRows, rowGap } = getComputedStyle(current);
      const columns = gridTemplateColumns.split(" ").length;
      const rowPx = parseFloat(gridAutoRows) + parseFloat(rowGap);
      const known = layout.peek();
      if (columns !== known.columns || rowPx !== known.rowPx) layout.value = { columns, rowPx };
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(current);
    return () => resized.disconnect();
  }, []);
  return layout.value;
}
