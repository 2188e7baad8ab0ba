import type { Codec } from "../../protocols/video/events.ts";
import { type ProcessGroup, type ProgramLine, startGroup } from "./process_group.ts";
import { readLines } from "./program_lines.ts";
import { piecesOf } from "./program_output.ts";
import {
  type RunningSource,
  type SourceFeed,
  SourceUnavailable,
  type VideoSource,
} from "./video_source.ts";

/** A program that writes pictures to its standard output. */
export interface ProcessSourceOptions {
  /** Default: the program's own. */
  readonly name?: string;
  readonly codec: Codec;
  /** Programs that do the same; the first that is installed is used. */
  readonly choices: readonly ProgramLine[];
}

/** A source that is a program, such as the camera guide's libcamera-vid. Source: camera guide, section 4. */
export function processSource(options: ProcessSourceOptions): VideoSource {
  const { codec, choices } = options;
  let name = options.name ?? choices.map(({ program }) => program).join(" or ");
  return {
    codec,
    get name() {
      return name;
    },
    start(feed) {
      const { group, line } = startFirst(choices);
      name = options.name ?? line.program;
      return new ProgramRun(group, feed);
    },
  };
}

/** @throws {SourceUnavailable} when none of them can be run here */
export function startFirst(
  choices: readonly ProgramLine[],
  stdin: "null" | "piped" = "null",
): { readonly group: ProcessGroup; readonly line: ProgramLine } {
  const names = choices.map(({ program }) => program).join(", ");
  for (const line of choices) {
    try {
      return { group: startGroup(line, stdin), line };
    } catch (cause) {
      if (cause instanceof Deno.errors.NotCapable) throw new SourceUnavailable("forbidden", names);
      if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    }
  }
  throw new SourceUnavailable("missing", names);
}

class ProgramRun implements RunningSource {
  #stopped = false;

  constructor(private readonly group: ProcessGroup, private readonly feed: SourceFeed) {
    const output = this.#pass(group.stdout);
    const errors = readLines(group.stderr, (line) => this.#tell(() => feed.said(line)));
    const read = Promise.allSettled([output, errors]);
    group.ended.then(async (reason) => {
      await read;
      this.#tell(() => feed.ended(reason));
    });
  }

  stop(): Promise<void> {
    this.#stopped = true;
    return this.group.stop();
  }

  async #pass(stdout: ReadableStream<Uint8Array>): Promise<void> {
    for await (const piece of piecesOf(stdout)) {
      // After a stop the rest is read and let go, so that the program can end.
      if (!this.#stopped) await this.feed.received(piece);
    }
  }

  #tell(say: () => void): void {
    if (!this.#stopped) say();
  }
}
