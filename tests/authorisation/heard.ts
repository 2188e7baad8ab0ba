/** Nothing but a defect lets it pass. */
const PATIENCE_MS = 10_000;

/** What a device has been told, by name, as it comes. */
export class Heard {
  readonly all: string[] = [];
  readonly #watchers = new Set<() => void>();

  add(name: string): void {
    this.all.push(name);
    for (const watch of [...this.#watchers]) watch();
  }

  /** Resolves when what was heard is as wanted; rejects with what it was. */
  until(wanted: (all: readonly string[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#watchers.delete(look);
      };
      const look = () => {
        if (!wanted(this.all)) return;
        end();
        resolve();
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`nothing more came; heard: ${this.all.join()}`));
      }, PATIENCE_MS);
      this.#watchers.add(look);
      look();
    });
  }
}
