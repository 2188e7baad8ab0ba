/**
 * JPEG pictures of H.264, made by ffmpeg in a process of its own.
 *
 * @example
 * ```ts
 * const transcoder = createFfmpegTranscoder();
 * if (transcoder.unavailable === null) {
 *   const run = transcoder.start((jpeg) => console.log(jpeg.length), (reason) => console.log(reason));
 *   run.feed(accessUnit);
 *   run.stop();
 * }
 * ```
 * @module
 */
import type { Transcoder, TranscoderRun } from "../../actors/cameras/link.ts";
import { FFMPEG_ARGUMENTS, mayRun, spawnPiped, type SpawnProgram } from "./ffmpeg_program.ts";
import { FfmpegRun } from "./ffmpeg_run.ts";

/** What may be chosen. */
export interface FfmpegOptions {
  /** Name in the search path, or path, of the program; `ffmpeg` unless said otherwise. */
  readonly command?: string;
  readonly spawn?: SpawnProgram;
  /** Whether the program may be run at all; asks for Deno's permission unless said otherwise. */
  readonly permitted?: (command: string) => boolean;
}

/** A {@link Transcoder} whose program is looked for once, at the first question. */
export interface FfmpegTranscoder extends Transcoder {
  /** Resolves when it is known whether the program runs; `unavailable` is right from then on. Starts the look. */
  probe(): Promise<void>;
}

/** Makes a transcoder; starts nothing yet. */
export function createFfmpegTranscoder(options: FfmpegOptions = {}): FfmpegTranscoder {
  return new Ffmpeg(options);
}

class Ffmpeg implements FfmpegTranscoder {
  readonly #command: string;
  readonly #spawn: SpawnProgram;
  readonly #permitted: (command: string) => boolean;
  #probing: Promise<void> | undefined;
  #unavailable: string | null = null;

  constructor({ command = "ffmpeg", spawn = spawnPiped, permitted = mayRun }: FfmpegOptions) {
    this.#command = command;
    this.#spawn = spawn;
    this.#permitted = permitted;
  }

  /** A program that is not there is found out at once; one that does not run, a moment later. */
  get unavailable(): string | null {
    void this.probe();
    return this.#unavailable;
  }

  probe(): Promise<void> {
    return this.#probing ??= this.#look();
  }

  start(made: (jpeg: Uint8Array) => void, ended: (reason: string) => void): TranscoderRun {
    const program = this.unavailable === null ? this.#tryToSpawn(FFMPEG_ARGUMENTS) : undefined;
    if (program !== undefined) return new FfmpegRun(program, this.#command, made, ended);
    const reason = this.#unavailable ?? `${this.#command} was not started`;
    queueMicrotask(() => ended(reason));
    return { queuedBytes: 0, feed: () => {}, stop: () => {} };
  }

  async #look(): Promise<void> {
    const command = this.#command;
    if (!this.#permitted(command)) {
      this.#unavailable =
        `${command} is not installed, or Signalbox may not run it (--allow-run=${command})`;
      return;
    }
    const program = this.#tryToSpawn(["-version"]);
    if (program === undefined) return;
    program.stdin.close().catch(() => {});
    // Read to its end: a program that is not listened to may end badly.
    const { code } = await program.output();
    if (code !== 0) this.#unavailable = `${command} does not run: it ended with code ${code}`;
  }

  /** A program that cannot be started makes this unavailable from then on. */
  #tryToSpawn(args: readonly string[]): Deno.ChildProcess | undefined {
    try {
      return this.#spawn(this.#command, args);
    } catch (error) {
      this.#unavailable = error instanceof Deno.errors.NotFound
        ? `${this.#command} is not installed`
        : `${this.#command} cannot be run: ${error instanceof Error ? error.message : error}`;
      return undefined;
    }
  }
}
