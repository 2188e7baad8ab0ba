import assert from "node:assert/strict";
import { fileSource, type FileSourceOptions } from "../../../agents/cameras/file_source.ts";
import { SourceUnavailable } from "../../../agents/cameras/video_source.ts";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import { concat, cutAt, JPEGS, picturesOf, read } from "../../protocols/video/streams.ts";
import { RecordedFeed } from "./recorded_feed.ts";

/** Everything that waits for nothing but its turn has had it. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

class Recording {
  opened = 0;
  closed = 0;

  constructor(readonly chunks: readonly Uint8Array[]) {}

  open = (): AsyncIterable<Uint8Array> => {
    this.opened++;
    return this.#chunks();
  };

  async *#chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (const chunk of this.chunks) yield await Promise.resolve(chunk);
    } finally {
      this.closed++;
    }
  }
}

interface Stage {
  readonly recording: Recording;
  readonly feed: RecordedFeed;
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
}

function play(bytes: Uint8Array, options: Partial<FileSourceOptions> = {}): Stage {
  const clock = new VirtualClock();
  const recording = new Recording(cutAt(bytes, [10, 400, 1_000]));
  const feed = new RecordedFeed();
  const run = fileSource({
    path: "show.h264",
    codec: "h264",
    framesPerSecond: undefined,
    clock,
    open: recording.open,
    ...options,
  }).start(feed);
  return {
    recording,
    feed,
    advance: (ms) => clock.advance(ms, settle),
    stop: () => run.stop(),
  };
}

Deno.test("fileSource() plays a recording over and over at its own rate", async () => {
  const { feed, recording, advance, stop } = play(read("plain.h264"));
  const pictures = picturesOf("plain.h264");
  await advance(0);
  assert.equal(feed.chunks.length, 1, "the first at once");
  // Twelve pictures at 30 a second; a hair more, as thirtieths are no whole milliseconds.
  await advance(1_000.1);
  assert.equal(feed.chunks.length, 31);
  assert.equal(recording.opened, 3);
  const expected = Array.from({ length: 31 }, (_, n) => pictures[n % 12] ?? assert.fail());
  assert.deepEqual(concat(...feed.chunks), concat(...expected));
  await stop();
  assert.equal(recording.closed, recording.opened);
});

Deno.test("fileSource() takes the rate from the recording, or from whoever says another", async () => {
  for (
    const [name, rate, pictures] of [
      ["baseline.h264", undefined, 15],
      ["baseline.h264", 5, 5],
      ["delimited_slices.h264", undefined, 25],
    ] as const
  ) {
    const { feed, advance, stop } = play(read(name), { framesPerSecond: rate });
    await advance(1_000.1);
    assert.equal(feed.chunks.length, pictures + 1, `${name} at ${rate}`);
    await stop();
  }
});

Deno.test("fileSource() plays JPEG at 30 pictures a second", async () => {
  const { feed, advance, stop } = play(read("jpegs.mjpeg"), { codec: "jpeg" });
  await advance(100.1);
  assert.deepEqual(feed.chunks, JPEGS.slice(0, 4));
  await stop();
});

Deno.test("fileSource() does not make up for pictures after a pause of the machine", async () => {
  const { feed, advance, stop } = play(read("plain.h264"));
  feed.holding = true;
  await advance(10_000);
  assert.equal(feed.chunks.length, 1, "nothing while nothing is taken");
  feed.release();
  await advance(0);
  assert.ok(feed.chunks.length <= 3, `${feed.chunks.length} at once`);
  await stop();
});

Deno.test("fileSource() ends when there is no picture in the recording", async () => {
  const { feed, advance } = play(new TextEncoder().encode("not a recording"));
  await advance(0);
  assert.deepEqual(feed.endings, ["no pictures in it"]);
});

Deno.test("fileSource() says at the start that a recording cannot be read", () => {
  const source = fileSource({
    path: "/no/such/show.h264",
    codec: "h264",
    framesPerSecond: undefined,
    clock: new VirtualClock(),
  });
  assert.throws(() => source.start(new RecordedFeed()), (cause) => {
    assert.ok(cause instanceof SourceUnavailable);
    assert.deepEqual([cause.code, cause.what], ["unreadable", "/no/such/show.h264"]);
    return true;
  });
});
