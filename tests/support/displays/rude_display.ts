/** How long a test waits for the host to answer or to hang up. */
const PATIENCE_MS = 10_000;

/** A device on a WebSocket that sends whatever frames a test likes, after it has joined the namespace. */
export class RudeDisplay {
  /** Socket.IO events in order, as `[name, payload]`. */
  readonly heard: [string, Readonly<Record<string, unknown>>][] = [];
  readonly #socket: WebSocket;
  readonly #listeners = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#read(String(data));
    socket.onclose = () => this.#tell();
    socket.onerror = () => this.#tell();
  }

  /** Resolves when it has joined. */
  static async join(url: string): Promise<RudeDisplay> {
    const address = `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const display = new RudeDisplay(new WebSocket(address));
    await display.until(() => display.#joined);
    return display;
  }

  #joined = false;

  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  count(event: string): number {
    return this.heard.filter(([name]) => name === event).length;
  }

  say(event: string, ...args: readonly unknown[]): void {
    this.send(`42${JSON.stringify([event, ...args])}`);
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    if (this.open) this.#socket.send(frame);
  }

  /** Looks at once and after everything that happens. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        this.#listeners.delete(look);
        clearTimeout(timer);
      };
      const look = () => {
        if (!holds()) return;
        done();
        resolve();
      };
      const timer = setTimeout(() => {
        done();
        reject(
          new Error(`not within ${PATIENCE_MS} ms; heard ${JSON.stringify(this.heard.slice(-3))}`),
        );
      }, PATIENCE_MS);
      this.#listeners.add(look);
    });
  }

  close(): void {
    this.#socket.onclose = null;
    this.#socket.onerror = null;
    this.#socket.close();
  }

  #read(frame: string): void {
    if (frame.startsWith("0")) this.send("40");
    else if (frame === "2") this.send("3");
    else if (frame.startsWith("40")) this.#joined = true;
    else if (frame.startsWith("42")) this.heard.push(JSON.parse(frame.slice(2)));
    this.#tell();
  }

  #tell(): void {
    for (const look of [...this.#listeners]) look();
  }
}
