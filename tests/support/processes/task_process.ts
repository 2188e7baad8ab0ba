import { Lines } from "../lines.ts";
import { ROOT, taskArgs } from "./project_task.ts";
import { signalChild } from "./signal_child.ts";

/** From a cold start on a busy machine to the next line; nothing but a defect lets it pass. */
const PATIENCE_MS = 60_000;

/** What is run, and how. */
export interface TaskOrder {
  readonly task: Parameters<typeof taskArgs>[0];
  /** As a user types them behind the task's name. */
  readonly words: readonly string[];
  /** Words to put ahead of the program, such as the far end of a cable. */
  readonly before?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A task of deno.json as a process of its own, with its permissions. */
export class TaskProcess {
  /** What it says to people, log lines included. */
  readonly said: Lines;
  readonly #child: Deno.ChildProcess;
  readonly #out: Lines;

  constructor({ task, words, before = [], env = {} }: TaskOrder) {
    const typed = [Deno.execPath(), ...taskArgs(task, words)];
    const [program = "", ...args] = [...before, ...typed];
    this.#child = new Deno.Command(program, {
      args,
      cwd: ROOT,
      env: { ...env, SIGNALBOX_LANG: "en" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.said = new Lines(this.#child.stderr);
    this.#out = new Lines(this.#child.stdout);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** The line that matches, said or still to come. */
  says(pattern: RegExp): Promise<string> {
    return this.said.find((line) => pattern.test(line), PATIENCE_MS);
  }

  /** Sends the signal, waits for the end, and answers the exit code; kills it when it takes too long. */
  async end(signal: Deno.Signal = "SIGTERM"): Promise<number> {
    signalChild(this.#child, signal);
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), PATIENCE_MS);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await Promise.all([this.said.ended, this.#out.ended]);
    return code;
  }
}
