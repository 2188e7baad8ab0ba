import type { Clock } from "../../../actors/kernel/mod.ts";
import { Waits } from "../../displays/waits.ts";
import { READ_EVERY_MS } from "./program_state.ts";
import type { StateSource } from "./state_source.ts";
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
    start(feed) {
      const waits = new Waits(clock, 1);
      let stopped = false;
      let looking: Promise<void> = Promise.resolve();
      const look = async () => {
        const text = await read(path).catch((cause: unknown) => cause);
        if (stopped) return;
        if (typeof text !== "string") return feed.failed(`${path} cannot be read: ${wordOf(text)}`);
        const digit = readLastState(text);
        if (digit !== undefined) feed.read(digit);
        else feed.failed(`${path} says ${JSON.stringify(text.trim().slice(-80))}, which is no state`);
      };
      waits.every(READ_EVERY_MS, () => looking = looking.then(look), 0);
      return {
        stop() {
          stopped = true;
          waits.cancelAll();
          return looking;
        },
      };
    },
  };
}

async function readSmallFile(path: string): Promise<string> {
  const { size } = await Deno.stat(path);
  if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, and may have ${MAX_BYTES}`);
  return await Deno.readTextFile(path);
}

function wordOf(cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) return "it is not there";
  return cause instanceof Error ? cause.message : String(cause);
}
