import type { DeviceClock } from "../../waits.ts";
import type { ContainerEngine, ContainerFacts } from "./container_engine.ts";
import type { KeyFolders } from "./keys/key_folders.ts";

/** Chains grow by some gigabytes a day, and looking through their files keeps a disk busy. */
const EVERY_MS = 600_000;
const WITHIN_MS = 60_000;

interface Measured {
  at: number;
  bytes: number | undefined;
}

/** How large the chains of a machine's nodes are: one look at a time, each container once in ten minutes. */
export class DataSizes {
  readonly #engine: ContainerEngine;
  readonly #folders: KeyFolders;
  readonly #clock: DeviceClock;
  readonly #signal: AbortSignal;
  #measured = new Map<string, Measured>();
  #busy = false;

  constructor(
    engine: ContainerEngine,
    folders: KeyFolders,
    clock: DeviceClock,
    signal: AbortSignal,
  ) {
    this.#engine = engine;
    this.#folders = folders;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Measures the one that waits longest, if it is its turn. */
  look(nodes: readonly ContainerFacts[]): void {
    const now = this.#clock.now();
    this.#measured = new Map(nodes.map(({ name }) => [
      name,
      this.#measured.get(name) ?? { at: -Infinity, bytes: undefined },
    ]));
    if (this.#busy) return;
    const due = nodes.find(({ name }) => now - (this.#measured.get(name)?.at ?? now) >= EVERY_MS);
    if (due !== undefined) void this.#measure(due, now);
  }

  /** Undefined until it was measured. */
  of(name: string): number | undefined {
    return this.#measured.get(name)?.bytes;
  }

  async #measure(facts: ContainerFacts, now: number): Promise<void> {
    this.#busy = true;
    const measured = this.#measured.get(facts.name);
    if (measured !== undefined) measured.at = now;
    try {
      const argv = ["du", "-sk", this.#folders.baseOf(facts)];
      const limits = { timeoutMs: WITHIN_MS, signal: this.#signal };
      const { stdout } = await this.#engine.exec(facts.name, argv, limits);
      const [, kB] = /^(\d{1,15})\s/.exec(stdout) ?? [];
      if (measured !== undefined && kB !== undefined) measured.bytes = Number(kB) * 1_024;
    } catch {
      // An image without such a program, or a disk that takes too long: then the size stays unknown.
    } finally {
      this.#busy = false;
    }
  }
}
