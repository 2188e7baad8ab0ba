/** To follow the name of a program. */
export const TERMINAL_MISSED =
  "needs a terminal, and a command has none. Use what writes its answer and ends.";

/** They draw on the screen, or wait for somebody to type. */
const ALWAYS: ReadonlySet<string> = new Set(
  "vi vim nvim nano emacs ed htop btop less more most man tmux screen watch dialog whiptail mc"
    .split(" "),
);
/** They wait for somebody to type unless they are told what to do. */
const WITHOUT_ARGUMENTS: ReadonlySet<string> = new Set(
  "sh bash ash dash zsh fish python python3 node psql mysql sqlite3 login su passwd".split(" "),
);

/** True for a program that cannot do anything without somebody at a terminal. */
export function needsTerminal([program = "", ...args]: readonly string[]): boolean {
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (ALWAYS.has(name)) return true;
  if (name === "top") return !args.some((arg) => /^-\w*b/.test(arg));
  const interactive = args.length === 0 || (args.length === 1 && args[0] === "-i");
  return WITHOUT_ARGUMENTS.has(name) && interactive;
}
