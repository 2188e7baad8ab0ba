import type { TranscoderRun } from "../../actors/cameras/link.ts";
import { JpegSplitter } from "../../protocols/video/jpeg_splitter.ts";
import { keepTail } from "./text_tail.ts";

/**
 * Bytes that may wait for the program: eight seconds of an 8 Mb/s camera. The camera's actor stops feeding long before;
 * a program that takes nothing at all is ended here.
 */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

/**
 * An access unit delimiter (H.264, 7.3.2.4). A decoder knows that a picture is whole when the next one begins: this says
 * so at once, and saves one frame interval. A stream that has delimiters of its own may have two.
 */
const DELIMITER: Uint8Array = Uint8Array.of(0, 0, 0, 1, 0x09, 0xf0);

/** One running ffmpeg. It is killed by `stop`, and ends by itself when this process does, as its input ends then. */
export class FfmpegRun implements TranscoderRun {
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  #queuedBytes = 0;
  /** Why we have ended it; undefined while it runs, and when it ends by itself. */
  #ending: string | undefined;

  /** @param command its name, for messages */
  constructor(
    private readonly program: Deno.ChildProcess,
    private readonly command: string,
    made: (jpeg: Uint8Array) => void,
    ended: (reason: string) => void,
  ) {
    this.#input = program.stdin.getWriter();
    this.#input.closed.catch(() => {});
    void this.#follow(made).then(ended);
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** @param bytes whole access units, each with its start codes */
  feed(bytes: Uint8Array): void {
    if (this.#ending !== undefined) return;
    const unit = new Uint8Array(bytes.length + DELIMITER.length);
    unit.set(bytes);
    unit.set(DELIMITER, bytes.length);
    this.#queuedBytes += unit.length;
    if (this.#queuedBytes > MAX_QUEUED_BYTES) {
      return this.#end(`${this.command} has left ${this.#queuedBytes} bytes waiting`);
    }
    // A program that has ended takes no more; its status says why.
    this.#input.write(unit).catch(() => {}).then(() => void (this.#queuedBytes -= unit.length));
  }

  stop(): void {
    this.#end("stopped");
  }

  #end(reason: string): void {
    if (this.#ending !== undefined) return;
    this.#ending = reason;
    try {
      this.program.kill("SIGKILL");
    } catch {
      // It has ended by itself in this moment.
    }
  }

  /** Until it has ended; answers why. */
  async #follow(made: (jpeg: Uint8Array) => void): Promise<string> {
    const { status, stdout, stderr } = this.program;
    const [{ code, signal }, complaint] = await Promise.all([
      status,
      keepTail(stderr),
      this.#handOut(stdout, made),
    ]);
    this.#input.abort().catch(() => {});
    if (this.#ending !== undefined) return this.#ending;
    this.#ending = "ended";
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    return `${this.command} ${how}${complaint === "" ? "" : `: ${complaint}`}`;
  }

  async #handOut(
    stdout: ReadableStream<Uint8Array>,
    made: (jpeg: Uint8Array) => void,
  ): Promise<void> {
    const splitter = new JpegSplitter();
    for await (const chunk of stdout) {
      for (const jpeg of splitter.push(chunk)) {
        if (this.#ending === undefined) made(jpeg);
      }
    }
  }
}
