/**
 * A command line as a display is sent one: what of it can be started directly, and what only a shell understands.
 * Pure: nothing is looked up and nothing is started here.
 *
 * @example
 * ```ts
 * POSIX.read("/opt/show/Stage -fullscreen 'my show'");
 * // { kind: "program", program: "/opt/show/Stage", args: ["-fullscreen", "my show"] }
 * POSIX.read("cd /opt/show && ./Stage").kind; // "shell"
 * ```
 * @module
 */

/** A program and what stands behind it. */
export interface StartableProgram {
  readonly program: string;
  /** On Windows at most one: everything behind the program exactly as it was written, as programs there read it. */
  readonly args: readonly string[];
}

/** What a command line turned out to be. */
export type LineReading =
  | ({ readonly kind: "program" } & StartableProgram)
  /** `because`: the first thing in it that needs a shell. */
  | { readonly kind: "shell"; readonly because: string }
  /** Nothing that could be started; `because` is a sentence. */
  | { readonly kind: "invalid"; readonly because: string };

/** How the command lines of one system are written. */
export interface LineDialect {
  read(line: string): LineReading;
  /** The system's shell, told to run the line. */
  shell(line: string): StartableProgram;
  /** What parts folders in a path. */
  readonly separator: RegExp;
  /** Whether two spellings name the same program file; both are absolute paths, or file names. */
  sameFile(one: string, other: string): boolean;
}

/** The longest command line that Windows' shell takes; no show comes near it. */
export const MAX_LINE_CHARS = 8_191;

/** What no system starts, said in a sentence; undefined for all others. */
export function problemOfLine(line: string): string | undefined {
  if (line.trim() === "") return "The command line is empty.";
  if (line.includes("\0")) return "The command line holds a NUL character.";
  if (line.length <= MAX_LINE_CHARS) return undefined;
  return `The command line has ${line.length} characters, allowed are ${MAX_LINE_CHARS}.`;
}
