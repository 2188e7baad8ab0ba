/** A line cut where the cursor is: the words before, and what has been typed of the next one. */
export interface CutLine {
  readonly words: readonly string[];
  /** As typed, a quote at its front included. Empty behind a blank. */
  readonly fragment: string;
}

/** A word, or what there is of it: `"two words"`, `'two words'`, `plain`, and any of them side by side. */
const WORD = /(?:"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|[^\s"'])+/gs;
const PART = /"((?:[^"\\]|\\.)*)("?)|'([^']*)('?)|[^\s"']+/gs;

/**
 * The words of a line as a shell would see them: blanks part them, quotes keep blanks. Inside double quotes, `\"`
 * and `\\` stand for `"` and `\`; everywhere else a backslash is one. Undefined when a quote stays open.
 */
export function splitLine(line: string): readonly string[] | undefined {
  const words: string[] = [];
  for (const [raw] of line.matchAll(WORD)) {
    const word = unquoted(raw);
    if (!word.closed) return undefined;
    words.push(word.text);
  }
  return words;
}

/** The line up to the cursor, cut before the word that the cursor stands in. */
export function cutLine(line: string): CutLine {
  const raws = [...line.matchAll(WORD)];
  const last = raws.at(-1);
  const inWord = last !== undefined && last.index + last[0].length === line.length;
  const before = inWord ? raws.slice(0, -1) : raws;
  return {
    words: before.map(([raw]) => unquoted(raw).text),
    fragment: inWord ? last[0] : "",
  };
}

/** A word as it has to be typed. */
export function quoted(word: string): string {
  return /^[^\s"']+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`;
}

function unquoted(raw: string): { readonly text: string; readonly closed: boolean } {
  let text = "";
  let closed = true;
  for (const [part, double, endDouble, single, endSingle] of raw.matchAll(PART)) {
    if (double !== undefined) text += double.replace(/\\(["\\])/g, "$1");
    else text += single ?? part;
    closed = endDouble !== "" && endSingle !== "";
  }
  return { text, closed };
}
