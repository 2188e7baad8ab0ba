/** Executions remembered, so that none is carried out twice: more than a day's. */
const MAX_EXECUTIONS = 256;

/** Which executions were taken up, also by an earlier life of the agent. */
export class ExecutionMemory {
  #ids: readonly string[] = [];

  /** Oldest first. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  restore(ids: readonly string[]): void {
    this.#ids = ids.slice(-MAX_EXECUTIONS);
  }

  /** @param id null: the server gives its executions no names */
  add(id: string | null): void {
    if (id !== null) this.#ids = [...this.#ids, id].slice(-MAX_EXECUTIONS);
  }

  has(id: string | null): boolean {
    return id !== null && this.#ids.includes(id);
  }
}
