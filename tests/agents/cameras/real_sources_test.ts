import assert from "node:assert/strict";
import { chooseSource, type SourceOrder } from "../../../agents/cameras/choose_source.ts";
import { SourceUnavailable, type VideoSource } from "../../../agents/cameras/video_source.ts";
import { SYSTEM_CLOCK } from "../../../actors/kernel/mod.ts";
import { JpegSplitter } from "../../../protocols/video/jpeg_splitter.ts";
import { decodeAll, only, pathOf } from "../../protocols/video/streams.ts";
import { decode, missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { NO_BROKER, withAgent } from "./agent_stage.ts";
import { watch } from "./bare_viewer.ts";
import { RecordedFeed } from "./recorded_feed.ts";

const PATIENCE_MS = 30_000;

const TEST_PICTURE: SourceOrder = {
  source: { kind: "test" },
  picture: {
    codec: "h264",
    width: 320,
    height: 240,
    framesPerSecond: 30,
    bitrateKbps: 1_000,
    keyframeEvery: 30,
  },
  fileRate: undefined,
  codec: "h264",
  clock: SYSTEM_CLOCK,
};

function order(changes: Partial<SourceOrder>): VideoSource {
  return chooseSource({ ...TEST_PICTURE, ...changes });
}

/** What a viewer has after so many bytes, as a file. */
async function seen(source: VideoSource, bytes: number, check: (path: string) => Promise<void>) {
  await withAgent({ source, brokerUrl: NO_BROKER }, async ({ agent }) => {
    const viewer = await watch({ address: "127.0.0.1", port: agent.port });
    await viewer.until(() => viewer.received > bytes, PATIENCE_MS);
    viewer.leave();
    const path = await Deno.makeTempFile({ suffix: ".h264" });
    try {
      // The picture in hand when the viewer left is not whole.
      const frames = only(decodeAll([viewer.bytes]), "frameCompleted").slice(0, -1);
      await Deno.writeFile(path, ReadableStream.from(frames.map(({ frame }) => frame.bytes)));
      await check(path);
      const { frames: decoded } = await decode(path);
      assert.equal(decoded, frames.length);
    } finally {
      await Deno.remove(path);
    }
  });
}

async function decodesWell(path: string): Promise<void> {
  const { frames, complaints } = await decode(path);
  assert.ok(frames > 20, `${frames} frames`);
  assert.deepEqual(complaints, "");
}

Deno.test({
  ...needing("the test picture decodes from its first byte on without an error", missingFfmpeg),
  fn: () => seen(order({}), 300_000, decodesWell),
});

Deno.test({
  ...needing("the test picture has a keyframe a second, at its size and rate", missingFfmpeg),
  fn: () =>
    seen(order({}), 300_000, async (path) => {
      const events = decodeAll([await Deno.readFile(path)]);
      const [described] = only(events, "pictureDescribed");
      const { width, height, framesPerSecond } = described?.picture ?? assert.fail("no picture");
      assert.deepEqual([width, height, framesPerSecond], [320, 240, 30]);
      const keyframes = only(events, "frameCompleted").flatMap(({ frame }, index) =>
        frame.keyframe ? [index] : []
      );
      assert.deepEqual(keyframes.slice(0, 2), [0, 30]);
    }),
});

/** Pictures of a source, once there are so many. */
async function pictures(source: VideoSource, count: number): Promise<readonly Uint8Array[]> {
  const feed = new RecordedFeed();
  const splitter = new JpegSplitter();
  const images: Uint8Array[] = [];
  let taken = 0;
  const run = source.start(feed);
  await feed.until(() => {
    for (; taken < feed.chunks.length; taken++) {
      images.push(...splitter.push(feed.chunks[taken] ?? new Uint8Array()));
    }
    return images.length >= count || feed.endings.length > 0;
  }, PATIENCE_MS);
  await run.stop();
  assert.deepEqual([splitter.skippedBytes, feed.endings, feed.lines], [0, [], []]);
  return images;
}

Deno.test({
  ...needing("the test picture comes as JPEG as well", missingFfmpeg),
  fn: async () => {
    const picture = { ...TEST_PICTURE.picture, codec: "jpeg" } as const;
    const images = await pictures(order({ picture, codec: "jpeg" }), 20);
    assert.ok(images.length >= 20);
  },
});

Deno.test({
  ...needing("a recording of H.264 is converted to JPEG, picture by picture", missingFfmpeg),
  fn: async () => {
    const source = { kind: "file", path: pathOf("plain.h264") } as const;
    const images = await pictures(order({ source, codec: "jpeg" }), 40);
    assert.ok(images.length >= 40, "several rounds of twelve");
  },
});

Deno.test({
  ...needing("a recording in a container is played as H.264, over and over", missingFfmpeg),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/a show.mp4`;
    try {
      const { success } = await new Deno.Command("ffmpeg", {
        args: [
          ...["-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=30"],
          ...["-frames:v", "15", "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p", path],
        ],
      }).output();
      assert.ok(success);
      const feed = new RecordedFeed();
      const run = order({ source: { kind: "file", path } }).start(feed);
      await feed.until(
        () => only(decodeAll(feed.chunks), "frameCompleted").length > 40,
        PATIENCE_MS,
      );
      await run.stop();
      const keyframes = only(decodeAll(feed.chunks), "frameCompleted").filter(({ frame }) =>
        frame.keyframe
      );
      assert.ok(keyframes.length >= 3, "each round begins with one");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("chooseSource() refuses a recording that is not there, and JPEG where H.264 is wanted", () => {
  for (const [path, code] of [["/no/such/show.mp4", "unreadable"], ["show.mjpeg", "notVideo"]]) {
    assert.throws(
      () => order({ source: { kind: "file", path: `${path}` } }),
      (cause) => cause instanceof SourceUnavailable && cause.code === code,
    );
  }
});
