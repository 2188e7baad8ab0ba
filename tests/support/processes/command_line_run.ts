import { Readable } from "node:stream";
import { openReadlinePrompt } from "../../../command_line/console/readline_prompt.ts";
import type { CommandLineHost } from "../../../command_line/host/host.ts";
import { runCommandLine } from "../../../command_line/program.ts";

/** What a command line did. */
export interface CommandLineRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * A command line inside the test's process that asks a real control host; `stdin` is read as a script. `changes` are to
 * the process around it.
 */
export async function runAgainst(
  url: string,
  token: string,
  args: readonly string[],
  stdin = "",
  changes: Partial<CommandLineHost> = {},
): Promise<CommandLineRun> {
  let out = "";
  let err = "";
  const forbidden = () => Promise.reject(new Error("not part of this test"));
  const say = (text: string) => void (out += text);
  const input = Readable.from([stdin]);
  const code = await runCommandLine(args, {
    start: forbidden,
    openTokens: forbidden,
    openAccounts: forbidden,
    movingIn: async () => (await import("../../../composition/moving_in_tools.ts")).movingInTools,
    backups: async () => (await import("../../../composition/backup_tools.ts")).backupTools,
    readInput: (maxBytes) => Promise.resolve(stdin.slice(0, maxBytes)),
    env: { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token },
    readTextFile: forbidden,
    writeTextFile: forbidden,
    writeFile: forbidden,
    out: say,
    err: (text) => void (err += text),
    terminal: false,
    openPrompt: (options) =>
      openReadlinePrompt({ input, out: say, interactive: false, columns: () => 100 }, options),
    columns: 100,
    locale: "en-GB",
    version: "0.0.0",
    ...changes,
  });
  return { code, out, err };
}
