import { type LineDialect, type LineReading, problemOfLine } from "./command_line.ts";

/** Commands of cmd.exe that are no program files. */
const SHELL_WORDS: ReadonlySet<string> = new Set(
  ("assoc break call cd chdir cls color copy date del dir echo endlocal erase exit for ftype goto if md mkdir mklink " +
    "move path pause popd prompt pushd rd rem ren rename rmdir set setlocal shift start time title type ver verify " +
    "vol").split(" "),
);
/** Scripts are run by cmd.exe, which reads the rest of the line by its own rules. */
const SCRIPT = /\.(?:bat|cmd)$/i;
/** Means something to cmd.exe outside quotes. */
const SHELL_CHARACTERS = /[&|<>^\r\n]/;
/** Means something to it inside them, too. */
const VARIABLE = /%[^%\s]+%/;
const QUOTED = /"[^"]*(?:"|$)/g;
/** The first word, in quotes or without; and all that is behind it. */
const FIRST_WORD = /^(?:"([^"]*)"|([^\s"]+))\s*([^]*)$/;

/**
 * Command lines as Windows has them: a program, in quotes when its path has blanks, and behind it a text that the
 * program reads for itself. That text is passed on letter by letter, as Unreal Engine looks at quotes in it that
 * others would take away. What only cmd.exe understands (`&&`, `%NAME%`, `start`, batch files) is for the shell.
 */
export const WINDOWS: LineDialect = {
  read(line) {
    const problem = problemOfLine(line);
    return problem === undefined ? read(line.trim()) : { kind: "invalid", because: problem };
  },
  // With /s the outer quotes are taken away, and nothing else of the line.
  shell: (line) => ({ program: "cmd.exe", args: [`/d /s /c "${line}"`] }),
  separator: /[\\/]/,
  sameFile: (one, other) => withoutExe(one) === withoutExe(other),
};

function read(line: string): LineReading {
  const forShell = VARIABLE.exec(line)?.[0] ??
    SHELL_CHARACTERS.exec(line.replace(QUOTED, ""))?.[0];
  if (forShell !== undefined) return { kind: "shell", because: visibleSign(forShell) };
  const [, quoted, plain, rest = ""] = FIRST_WORD.exec(line) ?? [];
  const program = quoted ?? plain;
  if (program === undefined) {
    return { kind: "invalid", because: "The program's name has a \" without its partner." };
  }
  if (program.trim() === "") return { kind: "invalid", because: "The program's name is empty." };
  if (SHELL_WORDS.has(program.toLowerCase()) || SCRIPT.test(program)) {
    return { kind: "shell", because: program };
  }
  return { kind: "program", program, args: rest === "" ? [] : [rest] };
}

function visibleSign(sign: string): string {
  return /[\r\n]/.test(sign) ? "a line break" : sign;
}

/** Windows knows no case in file names, both slashes, and adds `.exe` by itself. */
function withoutExe(path: string): string {
  return path.toLowerCase().replaceAll("/", "\\").replace(/\.exe$/, "");
}
