/** A stream that can hold back what is written to it. */
export interface Corkable {
  cork(): void;
  uncork(): void;
}

/** Lets what is written in one go leave in one piece: a client that flushes its queue gets a hundred words at once. */
export class GatheredWrites {
  readonly #wire: Corkable;
  #gathering = false;

  constructor(wire: Corkable) {
    this.#wire = wire;
  }

  /** To be called before each write; what follows within the same turn goes with it. */
  gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.#wire.cork();
    queueMicrotask(() => {
      this.#gathering = false;
      this.#wire.uncork();
    });
  }
}
