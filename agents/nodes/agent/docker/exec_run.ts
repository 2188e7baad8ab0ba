import { setTimeout as delay } from "node:timers/promises";
import { ByteTail } from "../byte_tail.ts";
import { EngineError, type ExecLimits, type ExecOutcome } from "../container_engine.ts";
import { attach } from "./attach.ts";
import { CallTime } from "./call_time.ts";
import type { EngineHttp } from "./engine_http.ts";
import { ExecInspected, ExecMade } from "./engine_shapes.ts";
import { RawStream } from "./raw_stream.ts";

const DEFAULT_MS = 30_000;
const DEFAULT_OUTPUT_BYTES = 1_024 * 1_024;
/** A program that has written so much goes on for ever, or into the wrong file. */
const MOST_OUTPUT_BYTES = 256 * 1_024 * 1_024;
/** The engine knows the exit code some milliseconds after the last output. */
const LOOK_EVERY_MS = 50;
const END_MS = 10_000;
/** Every process of a program that we run inside has it in its environment. */
const MARK = "SBX_EXEC";
/** Ends all that carry the mark, with what any container with a shell has. */
const END_MARKED =
  'for e in /proc/[0-9]*/environ; do grep -qs "$0" "$e" && p="${e#/proc/}" && kill -9 "${p%/environ}"; done';

/** Runs a program in a container to its end. See the engine's interface. */
export async function runExec(
  http: EngineHttp,
  name: string,
  argv: readonly string[],
  limits: ExecLimits = {},
): Promise<ExecOutcome> {
  const time = new CallTime(limits, DEFAULT_MS);
  const mark = `${MARK}=${crypto.randomUUID()}`;
  const output = new ExecOutput(limits.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES);
  const id = await prepare(http, name, argv, limits.input, mark, time);
  try {
    await output.read(await attach(http, id, limits.input, time));
    return outcomeOf(await exitCodeOf(http, id, time), output, argv);
  } catch (cause) {
    const early = time.failure(`${argv[0]} in ${name}`);
    if (early !== undefined || output.endless) await endMarked(http, name, mark);
    throw early ?? asEngineError(cause);
  }
}

async function prepare(
  http: EngineHttp,
  name: string,
  argv: readonly string[],
  input: string | undefined,
  mark: string,
  time: CallTime,
): Promise<string> {
  const json = {
    AttachStdin: input !== undefined,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    Cmd: argv,
    Env: [mark],
  };
  const path = `/containers/${encodeURIComponent(name)}/exec`;
  return (await http.json(ExecMade, { method: "POST", path, json }, time)).Id;
}

async function exitCodeOf(http: EngineHttp, id: string, time: CallTime): Promise<number> {
  for (;;) {
    const { Running, ExitCode } = await http.json(
      ExecInspected,
      { path: `/exec/${id}/json` },
      time,
    );
    if (!Running && ExitCode !== null) return ExitCode;
    // A program may have closed its output and go on.
    await delay(LOOK_EVERY_MS, undefined, { signal: time.signal });
  }
}

function outcomeOf(exitCode: number, output: ExecOutput, argv: readonly string[]): ExecOutcome {
  const { stdout, stderr } = output;
  const said = stdout.totalBytes < 4_096 ? stdout.text() : "";
  if (exitCode >= 126 && /^OCI runtime exec failed/.test(said)) {
    throw new EngineError("noProgram", `The container cannot run ${argv[0]}: ${said.trim()}`);
  }
  const truncated = stdout.truncated || stderr.truncated;
  return { exitCode, stdout: stdout.text(), stderr: stderr.text(), truncated };
}

async function endMarked(http: EngineHttp, name: string, mark: string): Promise<void> {
  const time = new CallTime(undefined, END_MS);
  try {
    const argv = ["sh", "-c", END_MARKED, mark];
    const id = await prepare(http, name, argv, undefined, `${MARK}=`, time);
    for await (const _said of await attach(http, id, undefined, time));
  } catch {
    // No shell, or the container has ended: then nobody can do more from here.
  }
}

function asEngineError(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  return new EngineError("unreachable", "The connection to the Docker engine broke off", cause);
}

class ExecOutput {
  readonly stdout: ByteTail;
  readonly stderr: ByteTail;
  endless = false;

  constructor(maxBytes: number) {
    this.stdout = new ByteTail(maxBytes);
    this.stderr = new ByteTail(maxBytes);
  }

  async read(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const frames = new RawStream();
    for await (const chunk of chunks) {
      for (const { stream, bytes } of frames.push(chunk)) {
        (stream === "stdout" ? this.stdout : this.stderr).push(bytes);
      }
      this.endless = this.stdout.totalBytes + this.stderr.totalBytes > MOST_OUTPUT_BYTES;
      if (this.endless) {
        throw new EngineError("refused", "It wrote more than 256 MiB, and was ended");
      }
    }
  }
}
