import { ByteTail } from "../byte_tail.ts";
import { CommandFailed } from "./command.ts";

/** What pays out on this machine. */
export interface PayoutOptions {
  readonly program: string;
  /** `{container}` stands for the container's name. Nothing of a command gets in here otherwise. */
  readonly args: readonly string[];
}

/** How a program on this machine ended. */
export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; default {@link runProgram}. @throws Error with a sentence when it cannot be started */
export type RunProgram = (program: string, args: readonly string[]) => Promise<ProgramResult>;

/** What a result may hold. */
const MAX_OUTPUT_BYTES = 1_024 * 1_024;

/** Pays out, for one container at a time. A payout that is under way is never ended, and never doubled. */
export class PayoutProgram {
  readonly #options: PayoutOptions;
  readonly #run: RunProgram;
  readonly #running = new Set<string>();

  constructor(options: PayoutOptions, run: RunProgram = runProgram) {
    this.#options = options;
    this.#run = run;
  }

  /** What the program wrote. @throws {CommandFailed} */
  async pay(container: string): Promise<string> {
    if (this.#running.has(container)) {
      throw new CommandFailed(`A payout of ${container} is still under way`);
    }
    this.#running.add(container);
    try {
      return await this.#pay(container);
    } finally {
      this.#running.delete(container);
    }
  }

  async #pay(container: string): Promise<string> {
    const { program, args } = this.#options;
    const words = args.map((arg) => arg.replaceAll("{container}", container));
    const { exitCode, stdout, stderr } = await this.#run(program, words);
    if (exitCode === 0) return stdout;
    const said = stderr.trim() || stdout.trim();
    const why = said === "" ? "." : `: ${said.slice(-4_000).toWellFormed()}`;
    throw new CommandFailed(`The payout program ended with exit code ${exitCode}${why}`);
  }
}

/** A program of this machine, without input; it has all the time that it wants. */
export async function runProgram(program: string, args: readonly string[]): Promise<ProgramResult> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args: [...args],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailed(`The payout program ${program} cannot be started: ${why}`, cause);
  }
  const texts = Promise.all([endOf(child.stdout), endOf(child.stderr)]);
  const { code } = await child.status;
  const [stdout, stderr] = await texts;
  return { exitCode: code, stdout, stderr };
}

async function endOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const tail = new ByteTail(MAX_OUTPUT_BYTES);
  for await (const chunk of stream) tail.push(chunk);
  return tail.text();
}
