/** What is kept of a program's output: some 50 lines, as many as a server keeps of it. */
export const TAIL_BYTES = 4_096;

/** The last of what a stream has brought; all of it is read, so that no program waits for room. */
export class OutputTail {
  #kept = new Uint8Array(0);

  async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const chunk of stream) this.push(chunk);
  }

  push(chunk: Uint8Array): void {
    if (chunk.length >= TAIL_BYTES) {
      this.#kept = chunk.slice(-TAIL_BYTES);
      return;
    }
    const rest = this.#kept.subarray(Math.max(0, this.#kept.length + chunk.length - TAIL_BYTES));
    const joined = new Uint8Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    this.#kept = joined;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#kept;
  }

  get text(): string {
    return new TextDecoder().decode(this.#kept);
  }
}
