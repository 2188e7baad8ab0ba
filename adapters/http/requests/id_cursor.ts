import { BadCursor } from "../../../actors/ledger/store.ts";

/** A cursor of a list that is ordered by a text: base64url of its UTF-8. */
export function encodeIdCursor(id: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(id)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads a cursor of {@link encodeIdCursor}; anything else is a {@link BadCursor}. */
export function decodeIdCursor(cursor: string): string {
  try {
    const bytes = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const codes = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    const id = new TextDecoder("utf-8", { fatal: true }).decode(codes);
    if (id !== "") return id;
  } catch {
    // Not base64, or not UTF-8: the same answer as for an empty one.
  }
  throw new BadCursor(cursor);
}
