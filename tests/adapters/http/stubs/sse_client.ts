import assert from "node:assert/strict";

/** One message of an event stream; a comment has only `comment`. */
export interface SseMessage {
  readonly id?: string;
  readonly event?: string;
  readonly data?: { readonly type: string; readonly data: unknown };
  readonly comment?: string;
}

/** Reads an event stream message by message. */
export class SseClient {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(stream: ReadableStream<Uint8Array> | null) {
    assert.ok(stream);
    this.#reader = stream.pipeThrough(
      new TextDecoderStream() as TransformStream<Uint8Array, string>,
    )
      .getReader();
  }

  /** The next message; undefined when the stream has ended. */
  async next(): Promise<SseMessage | undefined> {
    while (!this.#text.includes("\n\n")) {
      const { value, done } = await this.#reader.read();
      if (done) return undefined;
      this.#text += value;
    }
    const end = this.#text.indexOf("\n\n");
    const message = parse(this.#text.slice(0, end));
    this.#text = this.#text.slice(end + 2);
    return message;
  }

  /** The ids of the next messages. */
  async ids(count: number): Promise<(string | undefined)[]> {
    const found: (string | undefined)[] = [];
    while (found.length < count) found.push((await this.next())?.id);
    return found;
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }
}

function parse(text: string): SseMessage {
  if (text.startsWith(":")) return { comment: text.slice(1).trim() };
  const [, id = ""] = /^id: (.*)$/m.exec(text) ?? [];
  const [, event = ""] = /^event: (.*)$/m.exec(text) ?? [];
  const [, data = "null"] = /^data: (.*)$/m.exec(text) ?? [];
  return { id, event, data: JSON.parse(data) };
}
