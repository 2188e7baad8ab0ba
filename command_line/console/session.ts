import { Node } from "../../protocols/api/node.ts";
import { type ClientOptions, CommandLine } from "../command_line.ts";
import { runProgram } from "../command_program.ts";
import { CommandFailure, EXIT } from "../failure.ts";
import type { CommandLineHost } from "../host/host.ts";
import type { Printing } from "../terminal/printing.ts";
import { visible } from "../terminal/visible.ts";
import { completeLine } from "./completion.ts";
import { consoleProgram, listable } from "./console_program.ts";
import { FleetNames } from "./fleet_names.ts";
import { History, historyPath, readHistory } from "./history.ts";
import type { Prompt } from "./prompt.ts";
import { splitLine } from "./split_line.ts";

const PROMPT = "signalbox> ";

/**
 * Holds a console until `quit`, Ctrl-D or the end of the input. At a terminal the answer is 0; a script's is that of
 * its first line that was not 0, and the lines behind it run all the same.
 */
export async function holdSession(cli: CommandLine, flags: ClientOptions): Promise<number> {
  const { host, console, texts, clock } = cli;
  if (host.openPrompt === undefined) throw new CommandFailure(texts.nodes.noInput);
  const api = cli.api(flags);
  // A wrong address or token is told now, and not at the first command.
  await api.pages(Node, { path: "/nodes" }, 1);
  const names = new FleetNames(api, clock.now, listable(consoleProgram(cli)));
  const path = historyPath(host.env);
  const lines = await readHistory(host, path);
  const prompt = await host.openPrompt({
    complete: (line) => completeLine(line, names),
    history: lines,
  });
  const session = new Session(
    seated(host, flags),
    cli.printing,
    prompt,
    new History(host, path, lines),
  );
  if (prompt.interactive) console.line(texts.nodes.welcome(visible(api.url)));
  try {
    return await session.run();
  } finally {
    prompt.close();
  }
}

/** Every line asks the control host that the console was opened for. */
function seated(host: CommandLineHost, { url, token }: ClientOptions): CommandLineHost {
  return {
    ...host,
    env: {
      ...host.env,
      ...(url === undefined ? {} : { SIGNALBOX_URL: url }),
      ...(token === undefined ? {} : { SIGNALBOX_TOKEN: token }),
    },
    // A terminal may become wider while it is open.
    get columns() {
      return host.columns;
    },
  };
}

class Session {
  readonly #host: CommandLineHost;
  readonly #printing: Printing;
  readonly #prompt: Prompt;
  readonly #history: History;
  #exitCode: number = EXIT.ok;

  constructor(host: CommandLineHost, printing: Printing, prompt: Prompt, history: History) {
    this.#host = host;
    this.#printing = printing;
    this.#prompt = prompt;
    this.#history = history;
  }

  async run(): Promise<number> {
    for (;;) {
      const typed = await this.#prompt.read(PROMPT);
      if (typed.type === "end") return this.#exitCode;
      if (typed.type === "interrupt") continue;
      const line = typed.text.trim();
      if (line === "" || line.startsWith("#")) continue;
      if (/^(?:quit|exit)$/.test(line)) return this.#exitCode;
      const code = await this.#do(line);
      if (!this.#prompt.interactive && this.#exitCode === EXIT.ok) this.#exitCode = code;
    }
  }

  async #do(line: string): Promise<number> {
    const enough = new AbortController();
    const cli = this.#commandLine(enough.signal);
    const words = splitLine(line);
    if (words === undefined) {
      cli.console.warn(cli.texts.nodes.openQuote);
      return EXIT.usage;
    }
    if (this.#prompt.interactive) await this.#history.add(line);
    const forget = this.#prompt.onInterrupt(() => enough.abort());
    try {
      // Lines are copied from a shell, and from our own hints.
      const args = words[0] === "signalbox" ? words.slice(1) : words;
      return await runProgram(consoleProgram(cli), args, cli);
    } finally {
      forget();
    }
  }

  #commandLine(enough: AbortSignal): CommandLine {
    if (!this.#prompt.interactive) return new CommandLine(this.#host, this.#printing);
    return new CommandLine(this.#host, this.#printing, {
      picks: true,
      enough,
      ask: async (question) => {
        const typed = await this.#prompt.read(question, { fresh: true });
        return typed.type === "line" ? typed.text.trim() : undefined;
      },
    });
  }
}
