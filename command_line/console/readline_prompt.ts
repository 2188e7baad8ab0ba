import { createInterface, type Interface } from "node:readline";
import { type Readable, Writable } from "node:stream";
import type { Completion, Prompt, PromptOptions, Typed } from "./prompt.ts";

/** What a line editor works on. */
export interface PromptStreams {
  readonly input: Readable;
  /** Prints at once, in the order of the calls. */
  out(text: string): void;
  /** A person at a terminal: editing keys, history, completion. */
  readonly interactive: boolean;
  columns(): number;
}

/** Lines that nobody has asked for yet: those of a file. The stream waits when there are more. */
const MAX_AHEAD = 64;
const MAX_HISTORY = 500;
const DELETE_TO_START = { ctrl: true, name: "u" } as const;
const TO_END = { ctrl: true, name: "e" } as const;

/** Opens a line editor on a terminal, or a reader of lines on anything else. */
export function openReadlinePrompt(streams: PromptStreams, options: PromptOptions = {}): Prompt {
  return new ReadlinePrompt(streams, options);
}

class ReadlinePrompt implements Prompt {
  readonly interactive: boolean;
  readonly #out: (text: string) => void;
  readonly #editor: Interface;
  readonly #ahead: string[] = [];
  readonly #interrupts = new Set<() => void>();
  #waiting: ((typed: Typed) => void) | undefined;
  #ended = false;

  constructor(streams: PromptStreams, { complete, history = [] }: PromptOptions) {
    const { input, interactive, out } = streams;
    this.interactive = interactive;
    this.#out = out;
    this.#editor = createInterface({
      input,
      // Between two lines the terminal belongs to what runs; what is typed then shows with the next prompt.
      output: screenOf(streams, () => this.#waiting !== undefined),
      terminal: interactive,
      historySize: MAX_HISTORY,
      history: [...history],
      removeHistoryDuplicates: true,
      ...(complete && interactive ? { completer: completerOf(complete) } : {}),
    });
    this.#editor.on("line", (line) => this.#heard(line));
    this.#editor.on("close", () => this.#end());
    this.#editor.on("SIGINT", () => this.#interrupted());
    // Stopping the program in the middle of a command would look as if the command had stopped.
    this.#editor.on("SIGTSTP", () => {});
  }

  read(prompt: string, { fresh = false } = {}): Promise<Typed> {
    if (fresh && this.interactive) this.#ahead.length = 0;
    const line = this.#ahead.shift();
    if (line !== undefined) return Promise.resolve({ type: "line", text: line });
    if (this.#ended) return Promise.resolve({ type: "end" });
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#editor.resume();
      if (!this.interactive) return;
      if (fresh) this.#clear();
      this.#editor.setPrompt(prompt);
      this.#editor.prompt(true);
    });
  }

  onInterrupt(run: () => void): () => void {
    this.#interrupts.add(run);
    return () => void this.#interrupts.delete(run);
  }

  close(): void {
    this.#editor.close();
  }

  #heard(line: string): void {
    if (this.#waiting) return this.#settle({ type: "line", text: line });
    this.#ahead.push(line);
    // A person's keys are still needed: Ctrl-C is one of them.
    if (this.#ahead.length >= MAX_AHEAD && !this.interactive) this.#editor.pause();
  }

  #interrupted(): void {
    if (!this.#waiting) {
      for (const run of [...this.#interrupts]) run();
      return;
    }
    this.#out("^C\n");
    const settle = this.#waiting;
    this.#waiting = undefined;
    this.#clear();
    settle({ type: "interrupt" });
  }

  /** Forgets what stands on the line. */
  #clear(): void {
    const shown = this.#waiting;
    this.#waiting = undefined;
    this.#editor.write(null, TO_END);
    this.#editor.write(null, DELETE_TO_START);
    this.#waiting = shown;
  }

  #end(): void {
    this.#ended = true;
    if (this.#waiting && this.interactive) this.#out("\n");
    this.#settle({ type: "end" });
  }

  #settle(typed: Typed): void {
    const settle = this.#waiting;
    this.#waiting = undefined;
    settle?.(typed);
  }
}

/** What the editor draws, handed on while it may; `isTTY` and `columns` are what it asks a terminal for. */
function screenOf({ out, columns, interactive }: PromptStreams, mayDraw: () => boolean): Writable {
  const screen = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _encoding, done) {
      if (mayDraw()) out(typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
      done();
    },
  });
  Object.defineProperty(screen, "isTTY", { value: interactive });
  Object.defineProperty(screen, "columns", { get: columns });
  return screen;
}

type Completer = (
  line: string,
  callback: (error: null, result: [string[], string]) => void,
) => void;

function completerOf(complete: (line: string) => Promise<Completion>): Completer {
  return (line, callback) => {
    complete(line).then(
      ([candidates, fragment]) => callback(null, [[...candidates], fragment]),
      // A list that cannot be had now is no list; the next Tab asks again.
      () => callback(null, [[], line]),
    );
  };
}
