import type { NodeAnswer, NodeConnection } from "../../../../adapters/http/video/stream_viewer.ts";

/** What node would write to a socket, as a response that can be read. Its reader takes everything at once. */
export class FakeAnswer implements NodeAnswer, NodeConnection {
  readonly socket = this;
  readonly writableLength = 0;
  destroyed = false;
  /** Set once the head is written. */
  response: Response | undefined;
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #closed: (() => void)[] = [];

  removeHeader(): void {}

  flushHeaders(): void {}

  writeHead(status: number, headers: Readonly<Record<string, string>>): void {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#body = controller),
      cancel: () => this.destroy(),
    });
    this.response = new Response(body, { status, headers });
  }

  write(bytes: Uint8Array): boolean {
    if (!this.destroyed) this.#body?.enqueue(bytes);
    return true;
  }

  end(): void {
    if (this.destroyed) return;
    this.#body?.close();
    this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    for (const listener of this.#closed) listener();
  }

  once(_event: "close", listener: () => void): void {
    this.#closed.push(listener);
  }
}
