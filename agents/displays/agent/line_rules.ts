import type { AllowList } from "./allow_list.ts";
import type { LineDialect, StartableProgram } from "./command_line.ts";

/** When a command line goes to the system's shell. */
export type ShellRule = "auto" | "always" | "never";

/** What may be started, and how. */
export interface LineRules {
  readonly shell: ShellRule;
  /** Null: every program. With one, nothing goes to a shell, as nobody could say what that starts. */
  readonly allowed: AllowList | null;
}

/** What to start, or why not. */
export type Decision =
  | { readonly start: StartableProgram; readonly viaShell: boolean; readonly program: string }
  | { readonly refused: string };

/** Decides what becomes of a command line. */
export function decide(
  line: string,
  dialect: LineDialect,
  { shell, allowed }: LineRules,
): Decision {
  const reading = dialect.read(line);
  if (reading.kind === "invalid") return { refused: reading.because };
  if (allowed === null && (shell === "always" || (shell === "auto" && reading.kind === "shell"))) {
    return { start: dialect.shell(line), viaShell: true, program: programNameOf(line, dialect) };
  }
  if (reading.kind === "shell") {
    const why = allowed === null ? "none is used here" : "none is used beside an allow-list";
    return { refused: `The command line needs a shell because of ${reading.because}, and ${why}.` };
  }
  const { program, args } = reading;
  if (allowed !== null && !allowed.allows(program)) {
    return { refused: `${program} is not on this display's list of programs (${allowed}).` };
  }
  return { start: { program, args }, viaShell: false, program: fileNameOf(program, dialect) };
}

/** What people would call it: the first word's file name. */
function programNameOf(line: string, dialect: LineDialect): string {
  const [first = line] = line.trim().split(/\s/, 1);
  return fileNameOf(first.replaceAll('"', ""), dialect);
}

function fileNameOf(path: string, { separator }: LineDialect): string {
  return path.split(separator).at(-1) ?? path;
}
