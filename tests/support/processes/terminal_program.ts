import { ROOT, taskArgs } from "./project_task.ts";
import { signalChild } from "./signal_child.ts";
import { works } from "../machine/system_needs.ts";

/** The longest that a test looks at. */
const MAX_CHARS = 1_000_000;

/** What keeps a pseudo-terminal from being had here; undefined when nothing does. */
export function terminalProblem(): string | undefined {
  return works("script", ["--version"]) ? undefined : "needs util-linux's script";
}

/** The program at a terminal of 100 × 40: keys go in, the screen comes out. */
export class TerminalProgram {
  readonly #child: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #ended: Promise<void>;
  readonly #waiting = new Set<() => void>();
  #screen = "";
  /** What was found so far; the next search begins behind it. */
  #seen = 0;

  constructor(words: readonly string[], env: Readonly<Record<string, string>>) {
    const quoted = [Deno.execPath(), ...taskArgs("signalbox", words)].map((word) => `'${word}'`)
      .join(" ");
    this.#child = new Deno.Command("script", {
      args: ["-qec", `stty cols 100 rows 40; exec ${quoted}`, "/dev/null"],
      cwd: ROOT,
      env: { TERM: "xterm-256color", NO_COLOR: "1", ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#keys = this.#child.stdin.getWriter();
    this.#ended = this.#read(this.#child.stdout);
  }

  /** Everything shown so far, as the terminal got it. */
  get screen(): string {
    return this.#screen;
  }

  async press(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Waits until this is shown, behind what was waited for last. Rejects after `timeoutMs`. */
  shows(wanted: RegExp, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = () => {
        const found = wanted.exec(this.#screen.slice(this.#seen));
        if (found === null) return;
        this.#seen += found.index + found[0].length;
        done();
        resolve(found[0]);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`${wanted} was not shown: ${JSON.stringify(this.#screen.slice(-2_000))}`));
      }, timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }

  /** Waits for the program's own end, and answers its exit code; ends it after `timeoutMs`. */
  async leave(timeoutMs: number): Promise<number> {
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), timeoutMs);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await this.#ended;
    await this.#keys.close().catch(() => {});
    return code;
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#screen += decoder.decode(chunk, { stream: true });
      if (this.#screen.length > MAX_CHARS) throw new Error("the program shows without end");
      for (const look of [...this.#waiting]) look();
    }
  }
}
