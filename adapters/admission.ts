/** A peer that takes longer to join gives up its place, but not its connection. */
const PATIENCE_MS = 200;

/**
 * Lets new connections in a few at a time, and the others wait before the door, in order; their number is that of the
 * port's open connections. `atOnce` is asked each time, and answers 1 or more.
 */
export class Admission {
  #inside = 0;
  readonly #atOnce: () => number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: () => number) {
    this.#atOnce = atOnce;
  }

  /** Calls `start` when there is room, maybe at once; `done` makes room for the next. */
  enter(start: (done: () => void) => void): void {
    this.#waiting.push(() => start(this.#place()));
    this.#admit();
  }

  #place(): () => void {
    this.#inside++;
    let held = true;
    const leave = () => {
      if (!held) return;
      held = false;
      clearTimeout(timer);
      this.#inside--;
      this.#admit();
    };
    const timer = setTimeout(leave, PATIENCE_MS);
    return leave;
  }

  #admit(): void {
    while (this.#inside < this.#atOnce()) {
      const next = this.#waiting.shift();
      if (!next) return;
      next();
    }
  }
}
