import { createInterface } from "node:readline";
import { Readable } from "node:stream";

/** A line that somebody should look at. */
export interface LoudLine {
  /** Epoch milliseconds of the real clock at which it was read. */
  readonly at: number;
  readonly text: string;
}

/** Enough to see what is wrong, and no more than a report can hold. */
const MAX_LOUD = 500;
/** What the program itself writes is JSON; whatever else comes was written by the runtime on its way down. */
const LEVEL = /"level":"(\w+)"/i;

/** What a control host says on standard error, over all its lives: counted, and the loud part kept. */
export class HostLog {
  readonly levels = new Map<string, number>();
  readonly loud: LoudLine[] = [];

  async follow(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const line of createInterface({ input: Readable.from(stream) })) this.#add(line);
  }

  #add(line: string): void {
    const level = LEVEL.exec(line)?.[1]?.toLowerCase() ?? "none";
    this.levels.set(level, (this.levels.get(level) ?? 0) + 1);
    const isLoud = level === "error" || level === "fatal" || level === "none";
    if (isLoud && line.trim() !== "" && this.loud.length < MAX_LOUD) {
      this.loud.push({ at: Date.now(), text: line });
    }
  }
}
