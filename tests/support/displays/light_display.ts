/** Far beyond what registering may take; nothing but a defect lets it pass. */
const REGISTER_TIMEOUT_MS = 20_000;

/**
 * A display client reduced to frames on a WebSocket (Engine.IO 4, Socket.IO 5), so that hundreds fit into a test:
 * joins the namespace, registers, answers pings, and beats when told to.
 */
export class LightDisplay {
  /** Milliseconds from the open transport to the acknowledged namespace. */
  ackMs = NaN;
  beatsAnswered = 0;
  /** Resolves with the id that the host gave. Rejects when the connection ends before that. */
  readonly registered: Promise<number>;
  readonly name: string;
  readonly #socket: WebSocket;
  readonly #settled = Promise.withResolvers<number>();
  #openedAt = NaN;
  #onBeat: () => void = () => {};

  /** Dials at once. */
  constructor(url: string, name: string) {
    this.name = name;
    this.registered = this.#settled.promise;
    // Awaited by whoever wants it; a display closed early must not end the test run.
    this.registered.catch(() => {});
    const timer = setTimeout(() => this.#fail("was not registered in time"), REGISTER_TIMEOUT_MS);
    this.#settled.promise.finally(() => clearTimeout(timer)).catch(() => {});
    this.#socket = new WebSocket(
      `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    );
    this.#socket.onmessage = ({ data }) => this.#read(String(data));
    this.#socket.onclose = () => this.#fail("lost its connection");
    this.#socket.onerror = () => this.#fail("could not connect");
  }

  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Sends a heartbeat; resolves with the milliseconds to its answer. */
  beat(timeoutMs: number): Promise<number> {
    const sentAt = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.name}: no answer to a heartbeat in ${timeoutMs} ms`)),
        timeoutMs,
      );
      this.#onBeat = () => {
        clearTimeout(timer);
        resolve(performance.now() - sentAt);
      };
      this.say("heartbeat", { clientName: this.name });
    });
  }

  say(event: string, payload: unknown): void {
    this.send(`42${JSON.stringify([event, payload])}`);
  }

  /** Anything at all. */
  send(frame: string | Uint8Array<ArrayBuffer>): void {
    if (this.open) this.#socket.send(frame);
  }

  close(): void {
    this.#fail("was closed");
    this.#socket.onclose = null;
    this.#socket.onerror = null;
    this.#socket.close();
  }

  #fail(why: string): void {
    this.#settled.reject(new Error(`${this.name} ${why}`));
  }

  #read(frame: string): void {
    if (frame.startsWith("0")) {
      this.#openedAt = performance.now();
      this.send("40");
    } else if (frame === "2") this.send("3");
    else if (frame.startsWith("40")) {
      this.ackMs = performance.now() - this.#openedAt;
      this.say("register_client", { name: this.name, clientType: "python" });
    } else if (frame.startsWith("42")) this.#hear(JSON.parse(frame.slice(2)));
  }

  #hear(
    [event, payload]: [string, { readonly clientId?: number; readonly status?: string }],
  ): void {
    if (event === "registration_success") this.#settled.resolve(payload.clientId ?? NaN);
    if (event === "heartbeat_response" && payload.status === "ok") {
      this.beatsAnswered += 1;
      this.#onBeat();
    }
  }
}
