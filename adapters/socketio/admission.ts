/** Handshakes at once: enough to keep the processor busy, few enough that each is over in a moment. */
const MAX_AT_ONCE = 128;
/** A peer that takes longer to join gives up its place, but not its connection. */
const PATIENCE_MS = 200;

/**
 * Lets new connections in a few at a time. Clients wait five seconds for a connection to open, but only one for
 * their namespace afterwards, and start over when it comes late; so when a whole fleet arrives at once, the waiting
 * has to happen before the door, not behind it.
 */
export class Admission {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

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
    while (this.#inside < MAX_AT_ONCE) {
      const next = this.#waiting.shift();
      if (!next) return;
      next();
    }
  }
}
