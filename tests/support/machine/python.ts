import { Lines } from "../lines.ts";
import { signalChild } from "../processes/signal_child.ts";
import { works } from "./system_needs.ts";

/** Debian's Python: the one that its packages install libraries for. */
const PYTHON = "/usr/bin/python3";
/** The client's clean exit disconnects first; its library waits for some threads. */
const EXIT_TIMEOUT_MS = 5_000;

/** What keeps the guide's client from running here; undefined when nothing does. */
export function pythonProblem(): string | undefined {
  return works(PYTHON, ["-c", "import socketio"]) ? undefined : "needs Debian's python3-socketio";
}

/** What keeps paho's clients from running here; undefined when nothing does. */
export function pahoProblem(): string | undefined {
  return works(PYTHON, ["-c", "import paho.mqtt"]) ? undefined : "needs Debian's python3-paho-mqtt";
}

/** A Python program that runs. */
export class PythonProgram {
  readonly out: Lines;
  readonly errors: Lines;
  readonly #child: Deno.ChildProcess;

  /** @param before words to put ahead of the interpreter, such as `ip netns exec show` */
  constructor(script: string, args: readonly string[], before: readonly string[] = []) {
    // Unbuffered, as its lines are waited for; no byte code, as that would be left in the source folder.
    const [program = PYTHON, ...rest] = [...before, PYTHON, "-u", "-B", script, ...args];
    this.#child = new Deno.Command(program, {
      args: rest,
      env: { PYTHONIOENCODING: "utf-8" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.out = new Lines(this.#child.stdout);
    this.errors = new Lines(this.#child.stderr);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** SIGTERM, and SIGKILL when that is not enough. Answers the exit code. */
  async stop(): Promise<number> {
    signalChild(this.#child, "SIGTERM");
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), EXIT_TIMEOUT_MS);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await Promise.all([this.out.ended, this.errors.ended]);
    return code;
  }
}
