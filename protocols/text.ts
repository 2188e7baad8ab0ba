/**
 * Control characters, and the invisible ones that can fake a second log line or turn text around
 * (line and paragraph separators, bidirectional overrides).
 */
const UNSHOWABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const ALL_UNSHOWABLE = new RegExp(UNSHOWABLE.source, "gu");
/** As above, but line feed and tab stay: a program's output has lines and columns. */
const ALL_UNSHOWABLE_BUT_LINES = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** True when a text holds characters that must not reach a log, a terminal or a name. */
export function hasUnshowable(text: string): boolean {
  return UNSHOWABLE.test(text);
}

/** One line that is safe to show: cut to `maxChars` UTF-16 units, without control characters. */
export function cleanLine(text: string, maxChars: number): string {
  const cut = text.length > maxChars ? text.slice(0, maxChars).toWellFormed() : text;
  return UNSHOWABLE.test(cut) ? cut.replace(ALL_UNSHOWABLE, "") : cut;
}

/** Several lines that are safe to show. The end is kept: it says why a program gave up. */
export function cleanTail(text: string, maxChars: number): string {
  const tail = text.length > maxChars ? text.slice(-maxChars).toWellFormed() : text;
  return tail.replace(ALL_UNSHOWABLE_BUT_LINES, "");
}
