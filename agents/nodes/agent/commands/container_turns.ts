import { KeyedTurns } from "../../../displays/agent/keyed_turns.ts";
import { CommandFailed } from "./command.ts";

/** Who waits behind more has pressed a button in vain for some time. */
const MAX_WAITING = 16;

/** Lets what changes a container run one after the other, and containers side by side. */
export class ContainerTurns {
  readonly #turns = new KeyedTurns();
  readonly #waiting = new Map<string, number>();

  /**
   * Runs the task when it is its turn. One that nobody wants any more by then is not begun.
   *
   * @throws {CommandFailed} when too many wait, or when it was cancelled before its turn
   */
  async run<T>(container: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const waiting = this.#waiting.get(container) ?? 0;
    if (waiting >= MAX_WAITING) {
      throw new CommandFailed(
        `${container} is busy: ${waiting} commands wait for their turn already`,
      );
    }
    this.#waiting.set(container, waiting + 1);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    void this.#turns.run(container, async () => {
      this.#leave(container);
      if (signal.aborted) return reject(new CommandFailed("cancelled"));
      await task().then(resolve, reject);
    });
    return await promise;
  }

  #leave(container: string): void {
    const waiting = (this.#waiting.get(container) ?? 1) - 1;
    if (waiting === 0) this.#waiting.delete(container);
    else this.#waiting.set(container, waiting);
  }
}
