import type { KeptOutput, OutputChunk } from "./messages.ts";

/** Characters kept of one command: the last 256 kB of plain text, some 2,500 lines of a node's log. */
export const MAX_OUTPUT_CHARS = 262_144;
/** What a chunk costs beside its text; without it a million empty ones would cost nothing. */
const CHUNK_COST = 64;

/** The end of what one command has said. */
export class OutputBuffer {
  #chunks: OutputChunk[] = [];
  #cost = 0;
  #last = 0;

  /** Characters in memory, about. */
  get cost(): number {
    return this.#cost;
  }

  /** Takes what was said; what is too much goes from the front. */
  add(said: Omit<OutputChunk, "sequence">): OutputChunk {
    const text = said.text.length > MAX_OUTPUT_CHARS
      ? said.text.slice(-MAX_OUTPUT_CHARS).toWellFormed()
      : said.text;
    const chunk = { ...said, text, sequence: ++this.#last };
    this.#chunks.push(chunk);
    this.#cost += costOf(chunk);
    this.#trim();
    return chunk;
  }

  /** All that is kept. */
  kept(): KeptOutput {
    const [first] = this.#chunks;
    return {
      lastSequence: this.#last,
      truncated: first !== undefined && first.sequence > 1,
      chunks: [...this.#chunks],
    };
  }

  #trim(): void {
    let gone = 0;
    while (this.#cost > MAX_OUTPUT_CHARS && gone < this.#chunks.length - 1) {
      this.#cost -= costOf(this.#chunks[gone++]);
    }
    if (gone > 0) this.#chunks = this.#chunks.slice(gone);
  }
}

function costOf(chunk: OutputChunk | undefined): number {
  return chunk === undefined ? 0 : chunk.text.length + CHUNK_COST;
}
