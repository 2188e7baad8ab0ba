import type { StorageError } from "../../../actors/storage_error.ts";

interface Held {
  apply(): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Decides when, and whether, the commits of one in-memory store take place. */
export class CommitGate {
  #held: Held[] = [];
  #holding = false;
  #failure: StorageError | null = null;
  #count = 0;

  /** Commits asked for so far, whatever became of them. */
  get count(): number {
    return this.#count;
  }

  /** Commits that wait for `release`. */
  get waiting(): number {
    return this.#held.length;
  }

  /** From now on commits wait. */
  hold(): void {
    this.#holding = true;
  }

  /** Lets the waiting commits take place, in order, and every later one at once. */
  release(): void {
    this.#holding = false;
    const held = this.#held;
    this.#held = [];
    for (const commit of held) this.#settle(commit);
  }

  /** From now on commits reject with `failure` and change nothing; null: they work again. */
  failWith(failure: StorageError | null): void {
    this.#failure = failure;
  }

  /** Called by a store: applies the change now or later, or never. */
  pass(apply: () => void): Promise<void> {
    this.#count++;
    return new Promise((resolve, reject) => {
      const commit = { apply, resolve, reject };
      if (this.#holding) this.#held.push(commit);
      else this.#settle(commit);
    });
  }

  #settle({ apply, resolve, reject }: Held): void {
    if (this.#failure !== null) return reject(this.#failure);
    try {
      apply();
      resolve();
    } catch (error) {
      reject(error);
    }
  }
}
