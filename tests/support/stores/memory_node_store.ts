import type {
  ContainerRecord,
  NodeChange,
  NodeRecord,
  NodeStore,
} from "../../../actors/nodes/store.ts";
import type {
  HistoryBlock,
  HistoryChange,
  HistoryStore,
  Resolution,
} from "../../../actors/nodes/history/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** Node hosts and containers in memory. */
export class MemoryNodeStore implements NodeStore {
  readonly gate = new CommitGate();
  readonly #history: MemoryHistoryStore;
  readonly #nodes = new Map<string, NodeRecord>();
  readonly #containers = new Map<number, ContainerRecord>();
  #lastId = 0;

  constructor(history: MemoryHistoryStore) {
    this.#history = history;
  }

  commit(changes: readonly NodeChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  nodes(): readonly NodeRecord[] {
    return [...this.#nodes.values()].sort((a, b) => a.serverId < b.serverId ? -1 : 1);
  }

  containers(): readonly ContainerRecord[] {
    return [...this.#containers.values()].sort((a, b) => a.id - b.id);
  }

  nextContainerId(): number {
    return ++this.#lastId;
  }

  #apply(change: NodeChange): void {
    switch (change.type) {
      case "nodeSaved":
        this.#nodes.set(change.node.serverId, change.node);
        return;
      case "nodeRemoved":
        this.#nodes.delete(change.serverId);
        for (const { id, serverId } of this.containers()) {
          if (serverId === change.serverId) this.#remove(id);
        }
        return;
      case "containerSaved":
        this.#save(change.container);
        return;
      case "containerRemoved":
        this.#remove(change.id);
    }
  }

  #save(container: ContainerRecord): void {
    for (const other of this.containers()) {
      const same = other.serverId === container.serverId && other.name === container.name;
      if (same && other.id !== container.id) this.#containers.delete(other.id);
    }
    this.#lastId = Math.max(this.#lastId, container.id);
    this.#containers.set(container.id, container);
  }

  #remove(id: number): void {
    this.#containers.delete(id);
    this.#history.remove(id);
  }
}

/** The history of containers in memory. */
export class MemoryHistoryStore implements HistoryStore {
  readonly gate = new CommitGate();
  readonly #blocks: Readonly<Record<Resolution, Map<string, HistoryBlock>>> = {
    minute: new Map(),
    hour: new Map(),
  };

  commit(changes: readonly HistoryChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  blocks(resolution: Resolution, containerId: number, first: number, last: number): HistoryBlock[] {
    return this.#of(resolution, containerId)
      .filter(({ block }) => block >= first && block <= last);
  }

  newestBlock(resolution: Resolution, containerId: number): HistoryBlock | undefined {
    return this.#of(resolution, containerId).at(-1);
  }

  /** What the node store does here when a container goes. */
  remove(containerId: number): void {
    for (const resolution of ["minute", "hour"] as const) {
      for (const { block } of this.#of(resolution, containerId)) {
        this.#blocks[resolution].delete(`${containerId}/${block}`);
      }
    }
  }

  #of(resolution: Resolution, containerId: number): HistoryBlock[] {
    return [...this.#blocks[resolution]]
      .filter(([key]) => key.startsWith(`${containerId}/`))
      .map(([, block]) => block)
      .sort((a, b) => a.block - b.block);
  }

  #apply(change: HistoryChange): void {
    const { resolution, containerId, block } = change;
    const blocks = this.#blocks[resolution];
    if (change.type === "spansPruned") {
      for (const old of this.#of(resolution, containerId)) {
        if (old.block < block) blocks.delete(`${containerId}/${old.block}`);
      }
      return;
    }
    const key = `${containerId}/${block}`;
    const before = blocks.get(key)?.bytes ?? new Uint8Array();
    const bytes = new Uint8Array(before.length + change.bytes.length);
    bytes.set(before);
    bytes.set(change.bytes, before.length);
    blocks.set(key, { block, bytes });
  }
}
