import type { Cell } from "./cell.ts";

const FIRST_SIZE = 64;

/** A FIFO queue of actors in an array whose length is a power of two. Grows by doubling. */
export class CellRing {
  count = 0;
  #cells: (Cell | undefined)[] = new Array(FIRST_SIZE);
  #head = 0;

  /** Adds an actor at the end. */
  push(cell: Cell): void {
    if (this.count === this.#cells.length) this.#grow();
    this.#cells[(this.#head + this.count++) & (this.#cells.length - 1)] = cell;
  }

  /** Takes the first actor; only to be called while `count` is above 0. */
  shift(): Cell {
    const cell = this.#cells[this.#head];
    if (cell === undefined) throw new Error("run queue: taken from while empty");
    this.#cells[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#cells.length - 1);
    this.count--;
    return cell;
  }

  #grow(): void {
    const old = this.#cells;
    this.#cells = new Array(old.length * 2);
    for (let i = 0; i < this.count; i++) {
      this.#cells[i] = old[(this.#head + i) & (old.length - 1)];
    }
    this.#head = 0;
  }
}
