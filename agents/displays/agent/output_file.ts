import { OutputTail, TAIL_BYTES } from "./output_tail.ts";

/** A file that has grown so far is emptied: a disk full of what a show had to say helps nobody. */
const MAX_FILE_BYTES = 1 << 20;

/** Where a program writes what it has to say; its writes go to the end of the file, wherever that is. */
export class OutputFile {
  readonly #path: string;
  /** What stood at the end when the file was emptied last. */
  #before = new Uint8Array(0);

  constructor(path: string) {
    this.#path = path;
  }

  /** Empties the file when it has grown too far; call it some times a second. */
  async trim(): Promise<void> {
    try {
      if ((await Deno.stat(this.#path)).size < MAX_FILE_BYTES) return;
      this.#before = await this.#readEnd();
      await Deno.truncate(this.#path);
    } catch {
      // No file, or none that can be read: then there is nothing to keep small.
    }
  }

  /** The last that was written, 4 KiB of it at most. */
  async text(): Promise<string> {
    const tail = new OutputTail();
    tail.push(this.#before);
    tail.push(await this.#readEnd().catch(() => new Uint8Array(0)));
    return tail.text;
  }

  async remove(): Promise<void> {
    await Deno.remove(this.#path).catch(() => {});
  }

  async #readEnd(): Promise<Uint8Array<ArrayBuffer>> {
    using file = await Deno.open(this.#path);
    const { size } = await file.stat();
    await file.seek(Math.max(0, size - TAIL_BYTES), Deno.SeekMode.Start);
    // No more than that: whoever writes faster than this reads would never let it end.
    const end = new Uint8Array(Math.min(size, TAIL_BYTES));
    let filled = 0;
    while (filled < end.length) {
      const count = await file.read(end.subarray(filled));
      if (count === null) break;
      filled += count;
    }
    return end.subarray(0, filled);
  }
}
