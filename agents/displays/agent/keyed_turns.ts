/** Lets tasks with the same key run one after the other, and all others side by side. */
export class KeyedTurns {
  readonly #last = new Map<string, Promise<void>>();

  /** Resolves when the task is done. The task must not reject. */
  async run(key: string, task: () => Promise<void>): Promise<void> {
    const before = this.#last.get(key);
    const turn = before === undefined ? task() : before.then(task);
    this.#last.set(key, turn);
    await turn;
    if (this.#last.get(key) === turn) this.#last.delete(key);
  }
}
