import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** What a process of the benchmark can be told: each order with its answer. All of it plain data. */
export type Orders<O> = { readonly [K in keyof O]: (order: never) => unknown };

type OrderOf<F> = F extends (order: infer T) => unknown ? T : never;
type AnswerOf<F> = F extends (order: never) => infer T ? Awaited<T> : never;

/** Those that run, so that none outlives a benchmark that hangs. */
const running = new Set<ChildProcess>();

/** Kills every process that was started here and still runs. */
export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** A script of this folder that runs in a process of its own, and takes orders as lines of JSON. */
export class Child<O extends Orders<O>> {
  readonly #process: ChildProcess;
  readonly #orders: Writable;
  readonly #answers: AsyncIterator<string>;

  /** `flags` go to Deno, for example to profile. The garbage collector can be called in each. */
  constructor(readonly script: string, flags: readonly string[] = []) {
    const path = new URL(script, import.meta.url).pathname;
    const args = ["run", "-A", "--frozen", "--v8-flags=--expose-gc", ...flags, path];
    const child = spawn(Deno.execPath(), args, { stdio: ["pipe", "pipe", "inherit"] });
    this.#process = child;
    running.add(child);
    child.once("exit", () => running.delete(child));
    this.#orders = child.stdin;
    this.#answers = linesOf(child.stdout)[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Gives an order and waits for its answer; one at a time. Rejects when the process has died. */
  async call<K extends keyof O & string>(type: K, order: OrderOf<O[K]>): Promise<AnswerOf<O[K]>> {
    this.#orders.write(`${JSON.stringify({ type, order })}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.script} ended at the order "${type}"`);
    return JSON.parse(value) as AnswerOf<O[K]>;
  }

  /** Ends the process, by ending its input. */
  stop(): Promise<void> {
    if (this.#process.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#process.once("exit", () => resolve());
      this.#orders.end();
    });
  }
}

/** The other side: carries out orders one by one, until the input ends. */
export async function takeOrders<O extends Orders<O>>(handlers: O): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    const { type, order } = JSON.parse(line) as { type: keyof O; order: never };
    const answer = await handlers[type](order);
    process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
  }
}

function linesOf(input: Readable): Interface {
  return createInterface({ input, crlfDelay: Infinity });
}
