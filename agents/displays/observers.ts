/** Listeners of one device, and promises that wait for it to reach a state. */
export class Observers {
  readonly #listeners = new Set<() => void>();
  readonly #describe: () => string;

  /** @param describe the device's state in words, for the message of a wait that failed */
  constructor(describe: () => string) {
    this.#describe = describe;
  }

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Looks at once and after every change; never by the clock. */
  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    if (predicate()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const remove = this.add(() => {
        if (!predicate()) return;
        done();
        resolve();
      });
      const timer = setTimeout(() => {
        done();
        reject(new Error(`not reached within ${timeoutMs} ms; ${this.#describe()}`));
      }, timeoutMs);
      const done = () => {
        remove();
        clearTimeout(timer);
      };
    });
  }
}
