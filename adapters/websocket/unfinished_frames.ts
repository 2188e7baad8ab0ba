/** What frames that have begun may hold in memory, of all connections together: six of the largest. */
const MAX_BYTES = 64 * 1_048_576;
/** Below this a connection is not what fills it: a hundred queued stats have a third. */
const INNOCENT_BYTES = 1_048_576;

/** A stream below a WebSocket. */
interface Wire {
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  once(event: "close", listener: () => void): unknown;
}

/**
 * Bounds what unfinished frames take. The library gathers a frame until it is whole, each connection one of 10 MiB, and
 * anybody may begin one before he has said who he is.
 */
export class UnfinishedFrames {
  #total = 0;

  /** Follows a connection; `cut` is called when it has to go. Answers what is to be called at each whole message. */
  follow(wire: Wire, cut: (bytes: number) => void): () => void {
    let own = 0;
    const release = () => {
      this.#total -= own;
      own = 0;
    };
    wire.on("data", ({ length }) => {
      own += length;
      this.#total += length;
      if (this.#total > MAX_BYTES && own > INNOCENT_BYTES) cut(own);
    });
    wire.once("close", release);
    return release;
  }
}
