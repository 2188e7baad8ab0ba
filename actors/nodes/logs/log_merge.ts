/** What a newer reading of the end of a log has more than an older one. */
export interface NewLines {
  readonly lines: readonly string[];
  /** Nothing of the older reading is in it: lines between the two may be missing. */
  readonly gap: boolean;
}

/**
 * The lines at the end of `tail` that come after those `seen`. Both are the end of the same log, read at different
 * times and perhaps of different length. Of several ways in which they can overlap, the one with the fewest new lines
 * is taken: a line that the container repeats is then told once too rarely rather than the whole log twice.
 */
export function newLines(seen: readonly string[], tail: readonly string[]): NewLines {
  if (seen.length === 0) return { lines: tail, gap: false };
  const overlap = overlapOf(seen, tail);
  if (overlap > 0) return { lines: tail.slice(overlap), gap: false };
  // It was asked for more than was seen: all of that may stand in the middle.
  const behind = endOfWhole(seen, tail);
  return behind === undefined
    ? { lines: tail, gap: tail.length > 0 }
    : { lines: tail.slice(behind), gap: false };
}

/** The longest beginning of `tail` that is an end of `seen` (the search of Knuth, Morris and Pratt). */
function overlapOf(seen: readonly string[], tail: readonly string[]): number {
  const borders = bordersOf(tail);
  let matched = 0;
  for (const line of seen) {
    while (matched > 0 && (matched === tail.length || tail[matched] !== line)) {
      matched = borders[matched - 1] ?? 0;
    }
    if (tail[matched] === line) matched++;
  }
  return matched;
}

/** For each beginning of `lines`, the longest shorter beginning that it ends with. */
function bordersOf(lines: readonly string[]): readonly number[] {
  const borders = [0];
  let matched = 0;
  for (let at = 1; at < lines.length; at++) {
    while (matched > 0 && lines[matched] !== lines[at]) matched = borders[matched - 1] ?? 0;
    if (lines[matched] === lines[at]) matched++;
    borders.push(matched);
  }
  return borders;
}

/** Where the last place ends at which all of `seen` stands in `tail`. */
function endOfWhole(seen: readonly string[], tail: readonly string[]): number | undefined {
  if (seen.length > tail.length) return undefined;
  const whole = `\n${seen.join("\n")}\n`;
  const text = `\n${tail.join("\n")}\n`;
  const at = text.lastIndexOf(whole);
  if (at < 0) return undefined;
  const before = text.slice(0, at + whole.length - 1);
  return before.split("\n").length - 1;
}
