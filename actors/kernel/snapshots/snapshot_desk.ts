import type { Snapshot, SnapshotAddress, SnapshotStore } from "./snapshot_port.ts";

/**
 * The way of one system to its snapshot store: of two calls for one address, the second begins when the first has
 * settled. So the latest state wins, and an actor that starts again reads what the one before it wrote.
 */
export class SnapshotDesk {
  readonly #store: SnapshotStore;
  /** By address; the last call of each, while it is open. */
  readonly #open = new Map<string, Promise<unknown>>();

  constructor(store: SnapshotStore) {
    this.#store = store;
  }

  /** Calls that are open or wait. */
  get size(): number {
    return this.#open.size;
  }

  load(address: SnapshotAddress): Promise<Snapshot | undefined> {
    return this.#after(address, () => this.#store.load(address));
  }

  save(address: SnapshotAddress, snapshot: Snapshot): Promise<void> {
    return this.#after(address, () => this.#store.save(address, snapshot));
  }

  remove(address: SnapshotAddress): Promise<void> {
    return this.#after(address, () => this.#store.remove(address));
  }

  #after<T>({ kind, key }: SnapshotAddress, call: () => Promise<T>): Promise<T> {
    const id = `${kind}/${key}`;
    const before = this.#open.get(id);
    const outcome = before === undefined ? attempt(call) : before.then(call);
    const settled: Promise<unknown> = outcome.then(ignore, ignore).then(() => {
      if (this.#open.get(id) === settled) this.#open.delete(id);
    });
    this.#open.set(id, settled);
    return outcome;
  }
}

/** A store that throws has rejected. */
function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return call();
  } catch (cause) {
    return Promise.reject(cause);
  }
}

function ignore(): void {}
