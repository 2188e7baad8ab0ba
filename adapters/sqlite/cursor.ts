import { BadCursor } from "../../actors/ledger/store.ts";
import type { Page } from "../../actors/ledger/store.ts";

/** The last row of a page: the next page begins after it. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
}

/** Our own cursors stay under 100 characters; anything longer is none of ours. */
const MAX_CURSOR_CHARS = 256;

/** An opaque cursor: base64url of `[createdAt, id]`. */
export function encodeCursor({ createdAt, id }: Position): string {
  return btoa(JSON.stringify([createdAt, id]))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads a cursor of {@link encodeCursor}; anything else is a {@link BadCursor}. */
export function decodeCursor(cursor: string): Position {
  if (cursor.length > MAX_CURSOR_CHARS) throw new BadCursor(cursor);
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const [createdAt, id, ...rest]: unknown[] = JSON.parse(text);
    if (typeof createdAt === "number" && typeof id === "string" && rest.length === 0) {
      return { createdAt, id };
    }
  } catch {
    // Not base64, not JSON, not an array: the same answer as for a wrong array below.
  }
  throw new BadCursor(cursor);
}

/** Makes a page of rows that were asked for with one more than the limit. */
export function pageOf<T extends Position>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(last) : null };
}
