import { Lines } from "./lines.ts";
import { ROOT, taskArgs } from "./project_task.ts";
import { signalChild } from "./signal_child.ts";

/** From a cold start on a busy machine to the next line; nothing but a defect lets it pass. */
const PATIENCE_MS = 60_000;

/** Where an agent runs, and what it is told. */
export interface CameraAgentOrder {
  /** As a user types them behind `agent camera`. */
  readonly words: readonly string[];
  /** Words to put ahead of the program, such as the far end of a cable. */
  readonly before?: readonly string[];
}

/** `signalbox agent camera` as a process of its own, with the permissions of the task. */
export class CameraAgentProcess {
  /** What it says to people, log lines included. */
  readonly said: Lines;
  readonly #child: Deno.ChildProcess;
  readonly #out: Lines;

  constructor({ words, before = [] }: CameraAgentOrder) {
    const typed = [Deno.execPath(), ...taskArgs("signalbox", ["agent", "camera", ...words])];
    const [program = "", ...args] = [...before, ...typed];
    this.#child = new Deno.Command(program, {
      args,
      cwd: ROOT,
      env: { SIGNALBOX_LANG: "en" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.said = new Lines(this.#child.stderr);
    this.#out = new Lines(this.#child.stdout);
  }

  /** The line that matches, said or still to come. */
  says(pattern: RegExp): Promise<string> {
    return this.said.find((line) => pattern.test(line), PATIENCE_MS);
  }

  /** The port of its greeting. */
  async port(): Promise<number> {
    return Number(/:(\d+),/.exec(await this.says(/^Serving /))?.[1]);
  }

  /** Its source leads a process group of its own. */
  async groupOfSource(): Promise<number> {
    const { stdout } = await new Deno.Command("ps", {
      args: ["-o", "pid=", "--ppid", String(this.#child.pid)],
    }).output();
    return Number(new TextDecoder().decode(stdout));
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

/** Runs a test while agents run, and ends them. */
export async function withCameraAgents(
  orders: readonly CameraAgentOrder[],
  test: (agents: readonly CameraAgentProcess[]) => Promise<void>,
): Promise<void> {
  const agents = orders.map((order) => new CameraAgentProcess(order));
  try {
    await test(agents);
  } finally {
    await Promise.all(agents.map((agent) => agent.end()));
  }
}
