/** A socket that can be told to stop reading. */
interface Pausable {
  pause(): void;
  resume(): void;
}

/** The library keeps so many messages that nobody has taken yet; then it reads nothing more, not even pongs. */
export const RECEIVE_QUEUE = 32;

/** The receive queue of the client's WebSocket library: taken from one by one, each message to its end. */
export class ReceiveQueue {
  readonly #socket: Pausable;
  readonly #handle: (text: string) => void | Promise<void>;
  #waiting: string[] = [];
  #busy = false;

  constructor(socket: Pausable, handle: (text: string) => void | Promise<void>) {
    this.#socket = socket;
    this.#handle = handle;
  }

  push(text: string): void {
    this.#waiting.push(text);
    if (!this.#busy) this.#drain();
    if (this.#waiting.length >= RECEIVE_QUEUE) this.#socket.pause();
  }

  clear(): void {
    this.#waiting = [];
  }

  #drain(): void {
    const wasFull = this.#waiting.length >= RECEIVE_QUEUE;
    while (!this.#busy) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      const work = this.#handle(next);
      if (work === undefined) continue;
      this.#busy = true;
      void work.finally(() => {
        this.#busy = false;
        this.#drain();
      });
    }
    if (wasFull && this.#waiting.length < RECEIVE_QUEUE) this.#socket.resume();
  }
}
