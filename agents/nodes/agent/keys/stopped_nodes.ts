import { z } from "zod";
import type { AgentLog } from "../../../agent_log.ts";
import type { ContainerEngine } from "../container_engine.ts";
import { writeWhole } from "./backup_file.ts";

const Note = z.object({ container: z.string().min(1).max(128) });
const SUFFIX = ".down";
/** A node that does not start at once may do so a little later: its ports or its disk were not free yet. */
const TRIES = 3;
const AGAIN_MS = 2_000;

/** Where it is noted which nodes we have stopped, so that an agent that is killed meanwhile starts them afterwards. */
export class StoppedNodes {
  readonly #engine: ContainerEngine;
  readonly #folder: string;
  readonly #wait: (ms: number) => Promise<void>;

  constructor(engine: ContainerEngine, folder: string, wait: (ms: number) => Promise<void>) {
    this.#engine = engine;
    this.#folder = folder;
    this.#wait = wait;
  }

  /** Before it is stopped. @throws {Deno.errors} of the disk */
  async note(container: string): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify({ container }));
    await writeWhole(this.#pathOf(container), bytes);
  }

  /** Starts it, three times if need be. @throws {EngineError} when it stays down; the note stays too */
  async startAgain(container: string): Promise<void> {
    for (let left = TRIES - 1;; left--) {
      try {
        await this.#engine.start(container);
        break;
      } catch (cause) {
        if (left === 0) throw cause;
        await this.#wait(AGAIN_MS);
      }
    }
    await Deno.remove(this.#pathOf(container)).catch(() => {});
  }

  /** Starts what an agent before us has left stopped; call it once, before the first command. Never rejects. */
  async startLeftOvers(log: AgentLog): Promise<void> {
    for (const container of await this.#noted()) {
      try {
        await this.startAgain(container);
        log(
          "warn",
          `${container} was stopped for a backup that did not come to its end; it is started again`,
        );
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        log("error", `${container} was stopped for a backup and cannot be started: ${why}`);
      }
    }
  }

  async #noted(): Promise<readonly string[]> {
    const containers: string[] = [];
    try {
      for await (const { name } of Deno.readDir(this.#folder)) {
        if (!name.endsWith(SUFFIX)) continue;
        const container = await readNote(`${this.#folder}/${name}`);
        if (container !== undefined) containers.push(container);
      }
    } catch {
      // No folder yet: then nothing was stopped.
    }
    return containers;
  }

  #pathOf(container: string): string {
    return `${this.#folder}/.${container}${SUFFIX}`;
  }
}

/** Undefined for a note that was never finished: its node was not stopped yet. */
async function readNote(path: string): Promise<string | undefined> {
  try {
    return Note.parse(JSON.parse(await Deno.readTextFile(path))).container;
  } catch {
    return undefined;
  }
}
