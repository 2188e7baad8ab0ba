import type { Clock } from "../../../actors/kernel/mod.ts";
import { fileText } from "../../../protocols/file_text.ts";
import { Waits } from "../../waits.ts";
import { READ_EVERY_MS } from "./program_state.ts";
import type { RunningStateSource, StateFeed, StateSource } from "./state_source.ts";
import { readLastState } from "./sync_state.ts";

/** A file that holds a state has a few bytes; one that a program only adds to stays below this for a while. */
const MAX_BYTES = 65_536;

/** A file that is read every second: its last line is the state. */
export interface FileStateOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Default: the file system. Rejects when it cannot be read. */
  readonly read?: (path: string) => Promise<string>;
}

/** The state that some program keeps in a file. */
export function fileState({ path, clock, read = readSmallFile }: FileStateOptions): StateSource {
  return {
    name: path,
    start: (feed) => new FileLooks(path, clock, read, feed),
  };
}

class FileLooks implements RunningStateSource {
  readonly #waits: Waits;
  /** A look that takes long, as on a drive of the network, is not followed by another. */
  #looking: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly path: string,
    clock: Clock,
    private readonly read: (path: string) => Promise<string>,
    private readonly feed: StateFeed,
  ) {
    this.#waits = new Waits(clock, 1);
    this.#waits.every(READ_EVERY_MS, () => this.#look(), 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waits.cancelAll();
    await this.#looking;
  }

  #look(): void {
    this.#looking ??= this.read(this.path)
      .then((text) => this.#understand(text), (cause) => {
        this.#tell((feed) => feed.failed(`it cannot be read: ${wordOf(cause)}`));
      })
      .finally(() => this.#looking = undefined);
  }

  #understand(text: string): void {
    const digit = readLastState(text);
    const shown = JSON.stringify(text.trim().slice(-80));
    this.#tell((feed) =>
      digit === undefined ? feed.failed(`${shown} is no state`) : feed.read(digit)
    );
  }

  #tell(say: (feed: StateFeed) => void): void {
    if (!this.#stopped) say(this.feed);
  }
}

async function readSmallFile(path: string): Promise<string> {
  const { size } = await Deno.stat(path);
  if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, and may have ${MAX_BYTES}`);
  return fileText(await Deno.readFile(path));
}

function wordOf(cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) return "it is not there";
  return cause instanceof Error ? cause.message : String(cause);
}
