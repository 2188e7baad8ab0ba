/** Lines kept of one stream; a test that writes more than this is not looking for the first of them. */
const MAX_LINES = 20_000;

/** The lines of a byte stream as they come, with a way to wait for one. */
export class Lines {
  readonly all: string[] = [];
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
  readonly #waiting = new Set<() => void>();
  #over = false;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.ended = this.#read(stream);
  }

  /** The first line, of those already read or still to come, that matches. Rejects after `timeoutMs`. */
  find(
    matches: (line: string, index: number) => boolean,
    timeoutMs: number,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const line = this.all.find(matches);
        if (line === undefined && !this.#over) return;
        done();
        if (line === undefined) reject(new Error(`the stream ended; ${this.#tail()}`));
        else resolve(line);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`no such line within ${timeoutMs} ms; ${this.#tail()}`));
      }, timeoutMs);
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }

  #tail(): string {
    return `last lines:\n${this.all.slice(-15).join("\n")}`;
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of stream) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) this.#add(line);
    }
    if (rest !== "") this.#add(rest);
    this.#over = true;
    this.#tell();
  }

  #add(line: string): void {
    this.all.push(line);
    if (this.all.length > MAX_LINES) this.all.shift();
    this.#tell();
  }

  #tell(): void {
    for (const look of [...this.#waiting]) look();
  }
}
