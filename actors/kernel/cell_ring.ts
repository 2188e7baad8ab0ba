import type { Cell } from "./cell.ts";

const FIRST_SIZE = 64;
/** A queue that was longer in a rush gives the memory back when it is empty; growing this far again takes 20 µs. */
const KEPT_SIZE = 2 ** 14;

/** A FIFO queue of actors in an array whose length is a power of two. Grows by doubling. */
export class CellRing {
  count = 0;
  readonly #choose: ((count: number) => number) | undefined;
  #cells: (Cell | undefined)[] = new Array(FIRST_SIZE);
  #head = 0;

  /** @param choose picks the one to be taken, by its place; the first when left out */
  constructor(choose?: (count: number) => number) {
    this.#choose = choose;
  }

  /** Actors there is memory for. */
  get size(): number {
    return this.#cells.length;
  }

  /** Adds an actor at the end. */
  push(cell: Cell): void {
    if (this.count === this.#cells.length) this.#grow();
    this.#cells[(this.#head + this.count++) & (this.#cells.length - 1)] = cell;
  }

  /** Takes the first actor, or the chosen one; only to be called while `count` is above 0. */
  shift(): Cell {
    if (this.#choose !== undefined) this.#bringForward(this.#choose(this.count));
    const cell = this.#cells[this.#head];
    if (cell === undefined) throw new Error("run queue: taken from while empty");
    this.#cells[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#cells.length - 1);
    if (--this.count === 0 && this.#cells.length > KEPT_SIZE) this.#reset(FIRST_SIZE);
    return cell;
  }

  #bringForward(place: number): void {
    const at = (this.#head + place) & (this.#cells.length - 1);
    const chosen = this.#cells[at];
    this.#cells[at] = this.#cells[this.#head];
    this.#cells[this.#head] = chosen;
  }

  #grow(): void {
    const old = this.#cells;
    const head = this.#head;
    this.#reset(old.length * 2);
    for (let i = 0; i < this.count; i++) this.#cells[i] = old[(head + i) & (old.length - 1)];
  }

  #reset(size: number): void {
    this.#cells = new Array(size);
    this.#head = 0;
  }
}
