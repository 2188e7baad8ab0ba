import type { Cell } from "./cell.ts";

/** Living actors by kind and key. */
export class Registry {
  readonly #kinds = new Map<string, Map<string, Cell>>();

  /** Actors listed. */
  get size(): number {
    let size = 0;
    for (const keys of this.#kinds.values()) size += keys.size;
    return size;
  }

  /** The actor of that kind and key. */
  find(kind: string, key: string): Cell | undefined {
    return this.#kinds.get(kind)?.get(key);
  }

  /** Lists an actor. Throws when another living one holds its kind and key. */
  add(cell: Cell): void {
    let keys = this.#kinds.get(cell.kind);
    if (keys === undefined) this.#kinds.set(cell.kind, keys = new Map());
    const holder = keys.get(cell.key);
    if (holder !== undefined) {
      throw new Error(
        `${cell.path}: ${cell.kind} ${cell.key} is registered as ${holder.path}; ` +
          `use another key, or spawn with registered: false`,
      );
    }
    keys.set(cell.key, cell);
  }

  /** Takes an actor off the list, if it is the one listed. */
  remove(cell: Cell): void {
    if (typeof cell.name !== "string") return;
    const keys = this.#kinds.get(cell.kind);
    if (keys?.get(cell.key) !== cell) return;
    keys.delete(cell.key);
    if (keys.size === 0) this.#kinds.delete(cell.kind);
  }
}
