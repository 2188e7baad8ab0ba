const ELLIPSIS = "…";

/**
 * At most so many UTF-16 units, which is what the strictest of the services count; the end is cut, never through the
 * middle of a character.
 */
export function shorten(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const cut = text.slice(0, maxUnits - ELLIPSIS.length);
  const half = /[\ud800-\udbff]$/.test(cut);
  return (half ? cut.slice(0, -1) : cut) + ELLIPSIS;
}

/** {@link shorten} for a text that is escaped: what an escape has made of one character is never cut in two. */
export function shortenEscaped(
  text: string,
  maxUnits: number,
  escape: (text: string) => string,
): string {
  let left = Math.min(text.length, maxUnits);
  let escaped = escape(shorten(text, left));
  while (escaped.length > maxUnits) {
    left -= Math.max(1, Math.ceil((escaped.length - maxUnits) / 5));
    escaped = escape(shorten(text, left));
  }
  return escaped;
}
