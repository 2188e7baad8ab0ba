import type { Codec } from "../../protocols/video/events.ts";

/** Where a camera agent gets its pictures from. */
export interface VideoSource {
  /** In people's words: `rpicam-vid`, `test picture`, a file's path. */
  readonly name: string;
  /** What its bytes are: H.264 as Annex B, or one JPEG after another. */
  readonly codec: Codec;
  /** Starts one run. @throws {SourceUnavailable} when no other try would go better */
  start(feed: SourceFeed): RunningSource;
}

/** What one run of a source reports, in order. Nothing more comes after `ended`. */
export interface SourceFeed {
  /** Resolves when more may come; undefined means at once. */
  received(bytes: Uint8Array): Promise<void> | undefined;
  /** A line of what a program says of itself. */
  said(line: string): void;
  /** Said once, unless it was stopped: it is over, and why, in a few words. */
  ended(reason: string): void;
}

/** One run of a source. */
export interface RunningSource {
  /** Ends it; resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** A source that cannot be started, however often it is tried: the environment's fault. */
export class SourceUnavailable extends Error {
  /**
   * - `missing`: the program is not installed.
   * - `forbidden`: this process may not run it.
   * - `unreadable`: the file cannot be read.
   * - `notVideo`: the file holds no pictures that can be served.
   */
  constructor(
    readonly code: "missing" | "forbidden" | "unreadable" | "notVideo",
    /** Programs that would do, or the file. */
    readonly what: string,
  ) {
    super(`${what}: ${code}`);
    this.name = "SourceUnavailable";
  }
}
