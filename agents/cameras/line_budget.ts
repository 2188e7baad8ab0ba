/** A program that has much to say in one go (ten lines at its start), and no more than that for long. */
const LINES = 20;
const WINDOW_MS = 10_000;

/** Lets some lines through in each window of time, and counts the rest. */
export class LineBudget {
  #windowAt = -Infinity;
  #passed = 0;
  #leftOut = 0;

  /** Whether one more may pass, and how many were left out in the window before. */
  take(now: number): { readonly pass: boolean; readonly leftOut: number } {
    let leftOut = 0;
    if (now - this.#windowAt >= WINDOW_MS) {
      leftOut = this.#leftOut;
      this.#windowAt = now;
      this.#passed = 0;
      this.#leftOut = 0;
    }
    const pass = this.#passed < LINES;
    if (pass) this.#passed++;
    else this.#leftOut++;
    return { pass, leftOut };
  }
}
