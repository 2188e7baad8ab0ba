import { z } from "zod";
import type { ExecOutcome } from "../container_engine.ts";
import { CommandFailed, commandOf } from "./command.ts";
import { needsTerminal, TERMINAL_MISSED } from "./terminal_programs.ts";
import { wordsOf } from "./words.ts";

/** The control host waits five minutes; what ends a little earlier can still be told. */
const EXEC_MS = 290_000;
/** Of a failed command, the end says why. */
const MAX_REASON_CHARS = 4_000;

const Params = z.union([
  z.object({ argv: z.array(z.string().max(8_192)).min(1).max(256) }).transform(({ argv }) => argv),
  z.object({
    command: z.string("must be a text").max(8_192, "must have at most 8192 characters"),
  }).transform(({ command }) => wordsOf(command)),
], "command must be a text");

/** Runs a program inside a container, without a shell and without a terminal, and answers its output. */
export const EXEC = commandOf({
  params: Params,
  async run(argv, { tools, container, signal }) {
    const [program = ""] = argv;
    if (program === "") throw new CommandFailed("params.command must not be blank");
    if (needsTerminal(argv)) throw new CommandFailed(`${program} ${TERMINAL_MISSED}`);
    const outcome = await tools.engine.exec(container, argv, { signal, timeoutMs: EXEC_MS });
    if (outcome.exitCode !== 0) throw new CommandFailed(reasonOf(program, outcome));
    // Some programs answer on the other stream only.
    const said = outcome.stdout || outcome.stderr;
    return { result: outcome.truncated ? `${CUT}\n${said}` : said };
  },
});

const CUT = "--- the output was longer than 1 MiB: this is its end ---";

function reasonOf(program: string, { exitCode, stdout, stderr }: ExecOutcome): string {
  const said = (stderr.trim() || stdout.trim()).slice(-MAX_REASON_CHARS).toWellFormed();
  const missed = /not a (?:tty|terminal)|TERM environment|not a typewriter|inappropriate ioctl/i;
  const hint = missed.test(said) ? ` It ${TERMINAL_MISSED}` : "";
  return `${program} ended with exit code ${exitCode}${said === "" ? "." : `: ${said}`}${hint}`;
}
