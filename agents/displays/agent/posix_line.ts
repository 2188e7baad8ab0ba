import { type LineDialect, type LineReading, problemOfLine } from "./command_line.ts";

/** Means something to a shell wherever it stands outside quotes. A line feed is a second command. */
const SHELL_CHARACTERS = /[|&;<>()$`*?[\n]/;
/** Means something at the front of a word: home folder, comment. */
const SHELL_FRONTS = /^[~#]/;
/** Words that are something to a shell and no program. */
const SHELL_WORDS: ReadonlySet<string> = new Set(
  (". : ! { } alias bg break builtin case cd command continue declare eval exec exit export fg for function hash " +
    "if jobs local read readonly return select set shift source time times trap type ulimit umask unalias unset " +
    "until wait while").split(" "),
);
const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;
/** One piece of a word: quoted in one of two ways, escaped, or plain. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^ \t\r\n'"\\]+)/y;
const BLANKS = /[ \t\r]+/y;
/** The characters that a backslash takes the meaning from inside double quotes. */
const ESCAPED_IN_QUOTES = /\\([$`"\\\n])/g;

/**
 * Command lines as the shells of Linux have them: words, both kinds of quotes, backslashes. What goes beyond that
 * (pipes, variables, patterns, words of the shell itself) is for the shell. Source: POSIX.1-2017, Shell Command
 * Language, sections 2.2 and 2.3.
 */
export const POSIX: LineDialect = {
  read(line) {
    const problem = problemOfLine(line);
    return problem === undefined
      ? new PosixReader(line).read()
      : { kind: "invalid", because: problem };
  },
  shell: (line) => ({ program: "/bin/sh", args: ["-c", line] }),
  separator: /\//,
  sameFile: (one, other) => one === other,
};

class PosixReader {
  readonly #line: string;
  readonly #words: string[] = [];
  #at = 0;
  /** The first thing that needs a shell. */
  #forShell: string | undefined;

  constructor(line: string) {
    this.#line = line.trim();
  }

  read(): LineReading {
    while (this.#at < this.#line.length) {
      const open = this.#readWord();
      if (open !== undefined) return { kind: "invalid", because: open };
      this.#match(BLANKS);
    }
    const [program = "", ...args] = this.#words;
    const forShell = this.#forShell ?? (SHELL_WORDS.has(program) ? program : undefined);
    if (forShell !== undefined) return { kind: "shell", because: forShell };
    if (program === "") return { kind: "invalid", because: "The program's name is empty." };
    return { kind: "program", program, args };
  }

  /** A sentence when the word does not end. */
  #readWord(): string | undefined {
    let word = "";
    const from = this.#at;
    while (this.#at < this.#line.length && !/[ \t\r]/.test(this.#line.charAt(this.#at))) {
      const piece = this.#match(PIECE);
      if (piece === null && this.#line.charAt(this.#at) !== "\n") return this.#unended();
      if (piece === null) this.#noteShell("a line break");
      word += piece === null ? this.#line.charAt(this.#at++) : this.#textOf(piece);
    }
    const raw = this.#line.slice(from, this.#at);
    const front = SHELL_FRONTS.exec(raw)?.[0];
    if (front !== undefined) this.#noteShell(front);
    if (this.#words.length === 0 && ASSIGNMENT.test(raw)) this.#noteShell("=");
    this.#words.push(word);
    return undefined;
  }

  #textOf([, single, double, escaped, plain]: RegExpExecArray): string {
    if (single !== undefined) return single;
    if (escaped !== undefined) {
      if (escaped === "\n") this.#noteShell("a line break");
      return escaped;
    }
    if (double === undefined) {
      this.#noteShell(SHELL_CHARACTERS.exec(plain ?? "")?.[0]);
      return plain ?? "";
    }
    this.#noteShell(/[$`]/.exec(double.replace(ESCAPED_IN_QUOTES, ""))?.[0]);
    return double.replace(ESCAPED_IN_QUOTES, "$1");
  }

  #noteShell(found: string | undefined): void {
    this.#forShell ??= found;
  }

  #unended(): string {
    const sign = this.#line.charAt(this.#at);
    return sign === "\\"
      ? "The command line ends with a backslash."
      : `The command line has a ${sign} without its partner.`;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#line);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}
