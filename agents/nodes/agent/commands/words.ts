import { CommandFailed } from "./command.ts";

/** A quoted part, an escaped character, or plain ones. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^\s'"\\]+)/y;

/**
 * The words of a command, at blanks as fielded builds split them; quotes and backslashes keep blanks together, and
 * nothing else has a meaning, as no shell is there.
 *
 * @throws {CommandFailed} for a quote without its partner
 */
export function wordsOf(command: string): string[] {
  const text = command.trim();
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    const { word, end } = wordAt(text, at);
    words.push(word);
    at = end;
    while (/\s/.test(text.charAt(at))) at++;
  }
  return words;
}

function wordAt(text: string, from: number): { readonly word: string; readonly end: number } {
  let word = "";
  let at = from;
  while (at < text.length && !/\s/.test(text.charAt(at))) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (piece === null) {
      throw new CommandFailed("params.command has a quote or a backslash without its partner");
    }
    const [whole, single, double, escaped, plain] = piece;
    word += single ?? double?.replace(/\\(["\\])/g, "$1") ?? escaped ?? plain ?? "";
    at += whole.length;
  }
  return { word, end: at };
}
