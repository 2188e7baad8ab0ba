import { jpegMaker } from "./camera_programs.ts";
import type { ProcessGroup } from "./process_group.ts";
import { startFirst } from "./process_source.ts";
import { readLines } from "./program_lines.ts";
import { piecesOf } from "./program_output.ts";
import type { RunningSource, SourceFeed, VideoSource } from "./video_source.ts";

/** The pictures of an H.264 source as JPEG, made by ffmpeg: for viewers in the field, which take nothing else. */
export function convertedToJpeg(source: VideoSource): VideoSource {
  return {
    codec: "jpeg",
    get name() {
      return source.name;
    },
    start(feed) {
      const { group } = startFirst([jpegMaker()], "piped");
      try {
        return new ConvertedRun(source, group, feed);
      } catch (cause) {
        group.stop();
        throw cause;
      }
    },
  };
}

class ConvertedRun implements RunningSource {
  readonly #inner: RunningSource;
  readonly #group: ProcessGroup;
  readonly #feed: SourceFeed;
  readonly #input: WritableStreamDefaultWriter<Uint8Array> | undefined;
  #over = false;

  constructor(source: VideoSource, group: ProcessGroup, feed: SourceFeed) {
    this.#group = group;
    this.#feed = feed;
    this.#input = group.stdin?.getWriter();
    this.#inner = source.start({
      received: (bytes) => this.#convert(bytes),
      said: (line) => this.#tell(() => feed.said(line)),
      ended: (reason) => void this.#end(reason),
    });
    this.#pass();
    readLines(group.stderr, (line) => this.#tell(() => feed.said(`ffmpeg ${line}`)));
    group.ended.then((reason) => this.#end(`ffmpeg, ${reason}`));
  }

  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all([this.#inner.stop(), this.#group.stop()]);
  }

  /** A conversion that is slower than the camera slows the camera's program down, which leaves pictures out itself. */
  async #convert(bytes: Uint8Array): Promise<void> {
    // ffmpeg's end is reported by itself.
    await this.#input?.write(bytes).catch(() => {});
  }

  async #pass(): Promise<void> {
    for await (const piece of piecesOf(this.#group.stdout)) {
      if (!this.#over) await this.#feed.received(piece);
    }
  }

  async #end(reason: string): Promise<void> {
    if (this.#over) return;
    await this.stop();
    this.#feed.ended(reason);
  }

  #tell(say: () => void): void {
    if (!this.#over) say();
  }
}
