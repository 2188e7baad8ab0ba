import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useRowsInSight } from "./in_sight.ts";

/** One column of a table. */
export interface Column<T> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: T) => ComponentChildren;
  /** CSS grid width, such as `8rem` or `minmax(8rem, 2fr)`. */
  readonly width: string;
  /** Left out where the window is narrow. */
  readonly wide?: boolean;
  /** An amount: its digits stand below those of the other rows. */
  readonly figure?: boolean;
}

/** Rows are of one height, so that only those in sight are drawn. */
const ROW_PX = 44;
/** Drawn above and below what is in sight, so that scrolling finds them there. */
const MARGIN_ROWS = 5;

/**
 * A list of any length: only the rows in sight are in the page, so that a thousand members scroll as ten do. For screen
 * readers it is a table that says how many rows it has.
 */
export function DataTable<T>(
  { label, columns, rows, keyOf, selection }: {
    readonly label: string;
    readonly columns: readonly Column<T>[];
    readonly rows: readonly T[];
    readonly keyOf: (row: T) => string;
    /** For bulk actions: what is chosen, by key. */
    readonly selection?: Selection;
  },
) {
  const body = useRef<HTMLDivElement>(null);
  const { first, last } = useRowsInSight(body, {
    rowPx: ROW_PX,
    marginPx: MARGIN_ROWS * ROW_PX,
    rows: rows.length,
  });
  const widths = columns.map(({ width }) => width).join(" ");
  return (
    <div
      class="table"
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      style={{ "--columns": selection ? `2.5rem ${widths}` : widths }}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        {selection && (
          <span role="columnheader">
            <ChooseAll keys={rows.map(keyOf)} selection={selection} />
          </span>
        )}
        {columns.map((column) => (
          <span key={column.id} role="columnheader" class={classOf(column)}>{column.head}</span>
        ))}
      </div>
      <div
        ref={body}
        class="rows"
        role="rowgroup"
        style={{ height: `${rows.length * ROW_PX}px` }}
      >
        {rows.slice(first, last).map((row, nth) => (
          <div
            key={keyOf(row)}
            class="row"
            role="row"
            aria-rowindex={first + nth + 2}
            style={{ transform: `translateY(${(first + nth) * ROW_PX}px)` }}
          >
            {selection && (
              <span role="cell">
                <Choose name={keyOf(row)} selection={selection} />
              </span>
            )}
            {columns.map((column) => (
              <span key={column.id} role="cell" class={classOf(column)}>{column.cell(row)}</span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function classOf({ wide, figure }: Pick<Column<never>, "wide" | "figure">): string | undefined {
  return [wide && "wide-only", figure && "figure"].filter(Boolean).join(" ") || undefined;
}

/** What is chosen in a table. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly label: (key: string) => string;
  readonly allLabel: string;
  choose(keys: ReadonlySet<string>): void;
}

function Choose({ name, selection }: { readonly name: string; readonly selection: Selection }) {
  const { keys } = selection;
  const toggle = () => {
    const next = new Set(keys);
    if (!next.delete(name)) next.add(name);
    selection.choose(next);
  };
  return (
    <input
      type="checkbox"
      aria-label={selection.label(name)}
      checked={keys.has(name)}
      onChange={toggle}
    />
  );
}

function ChooseAll(
  { keys, selection }: { readonly keys: readonly string[]; readonly selection: Selection },
) {
  const all = keys.length > 0 && keys.every((key) => selection.keys.has(key));
  return (
    <input
      type="checkbox"
      aria-label={selection.allLabel}
      checked={all}
      onChange={() => selection.choose(new Set(all ? [] : keys))}
    />
  );
}
