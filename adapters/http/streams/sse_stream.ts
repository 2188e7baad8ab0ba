import { KEEP_ALIVE_MS } from "./event_feed.ts";
import type { OpenStream } from "../video/open_streams.ts";

/** What may wait for one reader: four times what is kept of a command. More is a reader that does not read. */
const MAX_QUEUED_BYTES = 1_048_576;

const utf8 = new TextEncoder();
const KEEP_ALIVE = utf8.encode(": keep-alive\n\n");

/** The headers of Server-Sent Events; the second keeps a proxy from gathering them. */
export const SSE_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "X-Accel-Buffering": "no",
} as const;

/** What may be told: the name of an event is the message's type. */
export interface SseMessage {
  readonly type: string;
}

/** What a stream asks of whoever opened it. */
export interface SseCallbacks {
  /** The id of the token that it was opened with. */
  readonly owner: string;
  stillAllowed(): Promise<boolean>;
  /** Drops the connection, without waiting for it to take what is queued. */
  drop(): void;
  /** Called once, when the reader has left or was dropped, or everything was said. */
  closed(): void;
}

/** Server-Sent Events (HTML standard, section 9.2) for one reader. One that does not keep up is dropped. */
export class SseStream<M extends SseMessage> implements OpenStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly owner: string;
  readonly #callbacks: SseCallbacks;
  readonly #keepAlive: ReturnType<typeof setInterval>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor(callbacks: SseCallbacks) {
    this.#callbacks = callbacks;
    this.owner = callbacks.owner;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.#close(),
    }, new ByteLengthQueuingStrategy({ highWaterMark: MAX_QUEUED_BYTES }));
    this.#keepAlive = setInterval(() => this.#put(KEEP_ALIVE), KEEP_ALIVE_MS);
  }

  /** One event; its data is the whole message as JSON. */
  send(message: M, id?: number): void {
    const head = id === undefined ? "" : `id: ${id}\n`;
    this.#put(
      utf8.encode(`${head}event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`),
    );
  }

  /** Everything was said. */
  end(): void {
    const controller = this.#controller;
    this.#close();
    controller?.close();
  }

  isOver(): boolean {
    return this.#controller === undefined;
  }

  stillAllowed(): Promise<boolean> {
    return this.#callbacks.stillAllowed();
  }

  drop(_reason: string): void {
    this.end();
    this.#callbacks.drop();
  }

  #put(bytes: Uint8Array): void {
    if (this.#controller === undefined) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) return this.drop("It does not read.");
    this.#controller.enqueue(bytes);
  }

  #close(): void {
    if (this.#controller === undefined) return;
    this.#controller = undefined;
    clearInterval(this.#keepAlive);
    this.#callbacks.closed();
  }
}
