import { Waits } from "../../../waits.ts";
import { CommandFailed, type CommandRun } from "./command.ts";

/** Five times a second is as often as anybody can read. */
const SAY_EVERY_MS = 200;
/** What one frame to the server may hold. */
const MAX_SAID_CHARS = 65_536;
/** What waits to be said: a log that is written faster than that (1.6 MB a second) loses its middle. */
const MAX_WAITING_CHARS = 5 * MAX_SAID_CHARS;
/** Somebody who still looks can follow again. */
const LONGEST_MS = 3_600_000;

/**
 * Says a log until the container is removed, an hour has passed, or the command is cancelled. Resolves with the number
 * of lines.
 */
export async function followUntilEnd(run: CommandRun, lines: number): Promise<number> {
  const { container, signal, tools: { engine, clock } } = run;
  const saying = new Saying((text) => run.say(text));
  const waits = new Waits(clock, 1);
  const over = new AbortController();
  waits.after(LONGEST_MS, () => over.abort());
  waits.every(SAY_EVERY_MS, () => saying.flush());
  const either = AbortSignal.any([signal, over.signal]);
  try {
    for await (const piece of engine.followLogs(container, { lines, signal: either })) {
      saying.add(piece.type === "text" ? piece.text : restartLine(container, piece.at));
    }
  } finally {
    waits.cancelAll();
    saying.flushAll();
  }
  if (signal.aborted) throw new CommandFailed("cancelled");
  return saying.lines;
}

function restartLine(container: string, at: number): string {
  return `--- ${container} restarted at ${new Date(at).toISOString()} ---\n`;
}

/** Text on its way out, in few and bounded pieces. */
class Saying {
  lines = 0;
  readonly #say: (text: string) => void;
  #waiting = "";
  #leftOut = 0;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  add(text: string): void {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.lines++;
    this.#waiting += text;
    const over = this.#waiting.length - MAX_WAITING_CHARS;
    if (over <= 0) return;
    this.#leftOut += over;
    this.#waiting = this.#waiting.slice(over);
  }

  flush(): void {
    if (this.#leftOut > 0) this.#noteGap();
    const text = this.#waiting.slice(0, cutBefore(this.#waiting, MAX_SAID_CHARS));
    this.#waiting = this.#waiting.slice(text.length);
    if (text !== "") this.#say(text);
  }

  flushAll(): void {
    while (this.#waiting !== "") this.flush();
  }

  #noteGap(): void {
    this.#waiting = `\n--- ${this.#leftOut} characters left out ---\n${this.#waiting}`;
    this.#leftOut = 0;
  }
}

/** Not in the middle of a character of two units. */
function cutBefore(text: string, chars: number): number {
  const last = text.charCodeAt(chars - 1);
  return text.length > chars && last >= 0xd800 && last <= 0xdbff ? chars - 1 : chars;
}
