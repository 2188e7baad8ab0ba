import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";

/** Behind every row: where the first page begins. */
const NEWEST = { createdAt: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/** The row after which a page of a history begins, newest first. A foreign cursor throws {@link BadCursor}. */
export function placeOf(
  cursor: string | undefined,
): { readonly createdAt: number; readonly id: number } {
  if (cursor === undefined) return NEWEST;
  const { createdAt, id } = decodeCursor(cursor);
  if (!/^\d{1,15}$/.test(id)) throw new BadCursor(cursor);
  return { createdAt, id: Number(id) };
}

/** A page of rows that were asked for with one more than the limit. */
export function historyPage<T extends { readonly id: number; readonly at: number }>(
  rows: readonly T[],
  limit: number,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: more ? encodeCursor({ createdAt: last.at, id: String(last.id) }) : null,
  };
}
