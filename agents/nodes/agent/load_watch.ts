import type { ContainerEngine, ContainerLoad } from "./container_engine.ts";

interface Watched {
  load: ContainerLoad | undefined;
  reading: Promise<void> | undefined;
}

/**
 * Reads what containers use, in the background: an engine takes up to a second for an answer, and nobody waits for
 * the second one.
 */
export class LoadWatch {
  readonly #engine: ContainerEngine;
  readonly #signal: AbortSignal;
  #watched = new Map<string, Watched>();

  constructor(engine: ContainerEngine, signal: AbortSignal) {
    this.#engine = engine;
    this.#signal = signal;
  }

  /** Begins to read those that are not being read. Resolves when each one was read once, or could not be. */
  async look(running: readonly string[]): Promise<void> {
    const watched = new Map<string, Watched>();
    for (const name of running) {
      const container = this.#watched.get(name) ?? { load: undefined, reading: undefined };
      watched.set(name, container);
      container.reading ??= this.#read(name, container);
    }
    this.#watched = watched;
    const first = [...watched.values()].filter(({ load }) => load === undefined);
    await Promise.all(first.map(({ reading }) => reading));
  }

  /** The newest reading; undefined when there is none. */
  of(name: string): ContainerLoad | undefined {
    return this.#watched.get(name)?.load;
  }

  async #read(name: string, container: Watched): Promise<void> {
    try {
      container.load = await this.#engine.load(name, { signal: this.#signal });
    } catch {
      // Stopped meanwhile, or an engine that does not answer: the list of containers tells which.
      container.load = undefined;
    } finally {
      container.reading = undefined;
    }
  }
}
