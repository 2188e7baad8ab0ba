import type { Snapshot, SnapshotAddress, SnapshotStore } from "../snapshots/snapshot_port.ts";

/** Keeps snapshots in memory, as copies. Bounded by the actors that save, one each. */
export class MemorySnapshots implements SnapshotStore {
  readonly #snapshots = new Map<string, Snapshot>();

  load(address: SnapshotAddress): Promise<Snapshot | undefined> {
    return Promise.resolve(structuredClone(this.#snapshots.get(idOf(address))));
  }

  save(address: SnapshotAddress, snapshot: Snapshot): Promise<void> {
    this.#snapshots.set(idOf(address), structuredClone(snapshot));
    return Promise.resolve();
  }

  remove(address: SnapshotAddress): Promise<void> {
    this.#snapshots.delete(idOf(address));
    return Promise.resolve();
  }
}

/** Keys hold no slash, so no two addresses are alike. */
function idOf({ kind, key }: SnapshotAddress): string {
  return `${kind}/${key}`;
}
