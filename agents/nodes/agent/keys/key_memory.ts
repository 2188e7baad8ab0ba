/** A machine has some ten containers. */
const MAX_CONTAINERS = 256;

/** The newest session keys of each container, as far as this agent has seen them. In memory only: they are secret. */
export class KeyMemory {
  readonly #newest = new Map<string, string>();

  newestOf(container: string): string | undefined {
    return this.#newest.get(container);
  }

  remember(container: string, keys: string): void {
    this.#newest.delete(container);
    this.#newest.set(container, keys);
    const [oldest] = this.#newest.keys();
    if (this.#newest.size > MAX_CONTAINERS && oldest !== undefined) this.#newest.delete(oldest);
  }
}
