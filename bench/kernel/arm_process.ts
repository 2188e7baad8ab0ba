import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Command } from "./arms.ts";
import type { Figures } from "./library.ts";

/** Milliseconds for one round; the slowest that ends takes five seconds on an idle machine. */
const ANSWER_MS = 40_000;

/** Those that run, so that none outlives a benchmark that hangs. */
const running = new Set<ChildProcess>();

/** Kills every arm that still runs. */
export function killArms(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** How an arm starts: with its facts, or with the reason why it cannot run the workload. */
export type Opening = { readonly facts: Figures } | { readonly missing: string };

/** One arm with one workload: a process that answers each line it gets with one line of JSON. */
export class ArmProcess {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #complaint = "";

  constructor({ program, args }: Command) {
    const child = spawn(program, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...Deno.env.toObject(), NO_COLOR: "1" },
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    child.stderr.setEncoding("utf8");
    child.stderr.on(
      "data",
      (text: string) => this.#complaint = (this.#complaint + text).slice(-2000),
    );
    child.on("error", (error) => {
      running.delete(child);
      this.#complaint = error.message;
    });
    child.stdin.on("error", () => {});
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  /** Waits until the workload stands. */
  async open(): Promise<Opening> {
    const answer = await this.#answer() as { readonly missing?: string } & Figures;
    return answer.missing === undefined ? { facts: answer } : { missing: answer.missing };
  }

  /** Runs one round. Rejects when the process has died. */
  async round(): Promise<Figures> {
    this.#child.stdin?.write("round\n");
    return await this.#answer() as Figures;
  }

  /** Ends the process and waits for its end. */
  stop(): Promise<void> {
    if (!running.has(this.#child)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.kill("SIGKILL");
    });
  }

  #giveUp(): void {
    this.#complaint = `no answer within ${ANSWER_MS / 1000} s`;
    this.#child.kill("SIGKILL");
  }

  async #answer(): Promise<unknown> {
    // An arm that starves its own event loop answers no more; killed, its output ends.
    const impatience = setTimeout(() => this.#giveUp(), ANSWER_MS);
    const { value, done } = await this.#answers.next();
    clearTimeout(impatience);
    if (!done) return JSON.parse(value);
    const lines = this.#complaint.split("\n").filter((line) => line.trim() !== "");
    throw new Error(`ended: ${lines.find((line) => /error/i.test(line)) ?? lines.at(-1)}`);
  }
}
