import type { Prompt, PromptOptions, Typed } from "../../../command_line/console/prompt.ts";

/** Ctrl-C, typed instead of a line. */
export const CTRL_C = "\u0003";

/** A keyboard that types what a test has given it, and shows what it was asked. */
export class FakePrompt implements Prompt {
  readonly lines: string[] = [];
  interactive = true;
  /** Presses Ctrl-C when something has waited this many times. */
  interruptAfter = Infinity;
  options: PromptOptions = {};
  closed = 0;
  readonly #interrupts = new Set<() => void>();
  #show: (text: string) => void = () => {};
  #waits = 0;

  open(options: PromptOptions, show: (text: string) => void): void {
    this.options = options;
    this.#show = show;
  }

  read(prompt: string): Promise<Typed> {
    const line = this.lines.shift();
    this.#show(`${prompt}${line === CTRL_C ? "^C" : line ?? "^D"}\n`);
    if (line === undefined) return Promise.resolve({ type: "end" });
    return Promise.resolve(line === CTRL_C ? { type: "interrupt" } : { type: "line", text: line });
  }

  onInterrupt(run: () => void): () => void {
    this.#interrupts.add(run);
    return () => void this.#interrupts.delete(run);
  }

  /** Time has passed while somebody waited. */
  passed(): void {
    this.#waits++;
    if (this.#waits >= this.interruptAfter) { for (const run of this.#interrupts) run(); }
  }

  close(): void {
    this.closed++;
  }
}
