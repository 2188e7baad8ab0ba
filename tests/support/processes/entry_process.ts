import { fileURLToPath } from "node:url";
import { Lines } from "../lines.ts";
import { signalChild } from "./signal_child.ts";

const CONFIG = fileURLToPath(new URL("../../../deno.json", import.meta.url));
/** A cold start on a busy machine; nothing but a defect lets it pass. */
export const START_MS = 60_000;

/** A program of the tests' own as a process that can be killed: options as JSON, each line of its log a line. */
export class EntryProcess {
  readonly log: Lines;
  readonly #child: Deno.ChildProcess;

  /**
   * @param entry URL of the program
   * @param before words to put ahead of it, such as the far end of a cable
   */
  constructor(entry: URL, order: unknown, before: readonly string[] = []) {
    const deno = [Deno.execPath(), "run", "-A", "--no-check", "--frozen", "--config", CONFIG];
    const typed = [...before, ...deno, fileURLToPath(entry), JSON.stringify(order)];
    const [program = "", ...args] = typed;
    this.#child = new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.log = new Lines(this.#child.stdout);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Sends the signal, waits for the end, and answers the exit code; kills it when it takes too long. */
  async end(signal: Deno.Signal = "SIGTERM"): Promise<number> {
    signalChild(this.#child, signal);
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), START_MS);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await this.log.ended;
    return code;
  }
}
