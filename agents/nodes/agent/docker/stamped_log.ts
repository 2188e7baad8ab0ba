import { RawStream } from "./raw_stream.ts";

/** What the engine writes before each message when asked to: always nine digits of a second, always UTC. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z /;
const STAMP_CHARS = 31;
/** A line without an end is passed on by then: the engine itself cuts at 16 KiB. */
const MAX_LINE_CHARS = 65_536;

/** A log with the engine's times before each message, read piece by piece: the text without them, and the last one. */
export class StampedLog {
  /** Of the last message; empty before the first. Texts of this form sort by time. */
  lastStamp: string;
  readonly #skipThrough: string;
  readonly #frames = new RawStream();
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #terminal: boolean;
  #line = "";

  /**
   * @param terminal the container has a terminal: then its output comes as it is, not in frames
   * @param skipThrough messages up to this time are left out: they were read before
   */
  constructor(terminal: boolean, skipThrough = "") {
    this.#terminal = terminal;
    this.#skipThrough = skipThrough;
    this.lastStamp = skipThrough;
  }

  /** @throws {EngineError} `odd` for what is no log */
  push(chunk: Uint8Array): string {
    if (this.#terminal) return this.#pushPlain(chunk);
    let text = "";
    for (const { stream, bytes } of this.#frames.push(chunk)) {
      const decoder = this.#decoders[stream === "stderr" ? "stderr" : "stdout"];
      text += this.#take(decoder.decode(bytes, { stream: true }));
    }
    return text;
  }

  /** What is left of a line that had no end. */
  end(): string {
    const rest = this.#line;
    this.#line = "";
    return rest === "" ? "" : this.#take(rest);
  }

  #pushPlain(chunk: Uint8Array): string {
    this.#line += this.#decoders.stdout.decode(chunk, { stream: true });
    const lines = this.#line.split(/(?<=\n)/);
    const last = lines.at(-1) ?? "";
    this.#line = last.endsWith("\n") || last.length > MAX_LINE_CHARS ? "" : lines.pop() ?? "";
    return lines.map((line) => this.#take(line)).join("");
  }

  /** A message without its time; nothing when it was read before. */
  #take(message: string): string {
    if (!STAMP.test(message)) return message;
    const stamp = message.slice(0, STAMP_CHARS - 1);
    if (stamp <= this.#skipThrough) return "";
    // Two streams may be written a little out of order.
    if (stamp > this.lastStamp) this.lastStamp = stamp;
    return message.slice(STAMP_CHARS);
  }
}

/** A time of {@link StampedLog} as the engine takes it back: seconds since 1970 with nine digits behind the point. */
export function secondsOf(stamp: string): string {
  const [, whole = "", nanos = "0"] = /^(.{19})\.(\d{9})Z$/.exec(stamp) ?? [];
  return `${Date.parse(`${whole}Z`) / 1_000}.${nanos}`;
}
