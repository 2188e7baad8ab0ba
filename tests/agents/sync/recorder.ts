import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { Observers } from "../../../agents/displays/observers.ts";

/** Real milliseconds that anything on loopback may take; nothing but a defect lets it pass. */
export const PATIENCE_MS = 10_000;

/** A server that only writes down what it gets. */
export class Recorder {
  /** What came, by connection, in the order in which they were opened. */
  readonly connections: string[] = [];
  /** Connections that their peer has ended. */
  ended = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer({ noDelay: true }, (socket) => this.#welcome(socket));
  readonly #observers = new Observers(() => JSON.stringify(this.connections));
  port = 0;

  async open(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    this.port = typeof address === "object" && address !== null ? address.port : 0;
  }

  get text(): string {
    return this.connections.join("");
  }

  until(predicate: () => boolean): Promise<void> {
    return this.#observers.until(predicate, PATIENCE_MS);
  }

  /** Waits until all has come, and says what is different if it is. */
  async heard(text: string): Promise<void> {
    await this.until(() => this.text.length >= text.length);
    assert.equal(this.text, text);
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.end();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: Socket): void {
    const index = this.connections.push("") - 1;
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      this.connections[index] += String(chunk);
      this.#observers.notify();
    });
    socket.on("end", () => {
      this.ended++;
      this.#observers.notify();
    });
    socket.on("close", () => this.#sockets.delete(socket));
    this.#observers.notify();
  }
}

/** Runs a test with a recorder of its own. */
export async function withRecorder(run: (recorder: Recorder) => Promise<void>): Promise<void> {
  const recorder = new Recorder();
  await recorder.open();
  try {
    await run(recorder);
  } finally {
    await recorder.close();
  }
}
