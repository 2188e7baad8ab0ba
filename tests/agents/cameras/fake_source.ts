import assert from "node:assert/strict";
import type { Codec } from "../../../protocols/video/events.ts";
import type {
  RunningSource,
  SourceFeed,
  VideoSource,
} from "../../../agents/cameras/video_source.ts";

/** A source that does what a test says. */
export class FakeSource implements VideoSource {
  readonly name = "fake camera";
  readonly codec: Codec = "h264";
  readonly runs: FakeRun[] = [];
  /** Thrown at the next start, once. */
  refusal: Error | undefined;
  /** So many starts fail. */
  refusals = 0;

  get run(): FakeRun {
    return this.runs.at(-1) ?? assert.fail("it was never started");
  }

  start(feed: SourceFeed): RunningSource {
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal !== undefined) throw refusal;
    if (this.refusals-- > 0) throw new Error("no camera found");
    const run = new FakeRun(feed);
    this.runs.push(run);
    return run;
  }
}

/** One run of it. */
export class FakeRun implements RunningSource {
  stops = 0;
  /** Resolved when what is left of it after a stop is gone. */
  gone: Promise<void> = Promise.resolve();

  constructor(readonly feed: SourceFeed) {}

  say(text: string): void {
    this.feed.received(new TextEncoder().encode(text));
  }

  stop(): Promise<void> {
    this.stops++;
    return this.gone;
  }
}
