import assert from "node:assert/strict";
import { FragmentedMp4, type TimedFrame } from "../../../../protocols/video/mp4/fragmented_mp4.ts";
import { LiveMp4 } from "../../../../protocols/video/mp4/live_mp4.ts";
import { decode, missingFfmpeg, probe } from "../../../support/machine/ffmpeg.ts";
import { needing } from "../../../support/machine/system_needs.ts";
import { CLIP, type Clip, JPEG_CLIP, REORDERED } from "../../../support/cameras/video_clip.ts";

async function written(parts: readonly Uint8Array[], use: (path: string) => Promise<void>) {
  const path = await Deno.makeTempFile({ suffix: ".mp4" });
  try {
    await Deno.writeFile(path, new Blob(parts as Uint8Array<ArrayBuffer>[]).stream());
    await use(path);
  } finally {
    await Deno.remove(path);
  }
}

const even = (at: number) => at * 1_000 / 30;

function live({ picture, frames, first }: Clip, arrival = even): Uint8Array[] {
  const mp4 = LiveMp4.begin(picture, first);
  assert.ok(mp4);
  return [mp4.head, ...frames.flatMap((frame, at) => mp4.fragment(frame, arrival(at)))];
}

for (
  const [what, clip, codec] of [["H.264", CLIP, "h264"], ["JPEG", JPEG_CLIP, "mjpeg"]] as const
) {
  Deno.test({
    ...needing(`fragment() makes ${what} that ffmpeg decodes without a complaint`, missingFfmpeg),
    fn: () =>
      written(live(clip), async (path) => {
        assert.deepEqual(await decode(path), { frames: clip.frames.length, complaints: "" });
        const { streams: [stream], packets } = await probe(path);
        assert.equal(stream?.codec_name, codec);
        assert.equal(stream?.width, clip.picture.width);
        assert.equal(stream?.height, clip.picture.height);
        const keyframes = clip.frames.filter(({ keyframe }) => keyframe).length;
        assert.equal(packets.filter(({ flags }) => flags.startsWith("K")).length, keyframes);
      }),
  });
}

Deno.test({
  ...needing("fragment() keeps the times of many pictures in one fragment", missingFfmpeg),
  fn: async () => {
    const mp4 = FragmentedMp4.begin(CLIP.picture, CLIP.first);
    assert.ok(mp4);
    const durations = [3_000, 4_500, 1_500, 90_000, 9_000];
    let startTicks = 0;
    const timed = CLIP.frames.map((frame, index): TimedFrame => {
      const durationTicks = durations[index % durations.length] ?? 0;
      startTicks += durationTicks;
      return { frame, startTicks: startTicks - durationTicks, durationTicks };
    });
    const parts = [mp4.head, ...mp4.fragment(timed.slice(0, 7)), ...mp4.fragment(timed.slice(7))];
    await written(parts, async (path) => {
      const { packets } = await probe(path);
      const seconds = timed.map(({ startTicks }) => (startTicks / 90_000).toFixed(6));
      assert.deepEqual(packets.map(({ pts_time }) => pts_time), seconds);
      assert.deepEqual(await decode(path), { frames: 60, complaints: "" });
    });
  },
});

Deno.test({
  ...needing(
    "fragment() shows B-frames in their order, though they arrive unevenly",
    missingFfmpeg,
  ),
  fn: () =>
    written(live(REORDERED, (at) => at * 1_000 / 30 + (at * 7919 % 17)), async (path) => {
      assert.deepEqual(await decode(path), { frames: 60, complaints: "" });
      const { packets } = await probe(path);
      const shown = packets.map(({ pts_time }) => Number(pts_time)).sort((one, other) =>
        one - other
      );
      const steps = shown.slice(1).map((at, index) => at - (shown[index] ?? 0));
      assert.ok(Math.min(...steps) > 0.001, "no two at the same time");
      assert.ok(packets.every(({ pts_time, dts_time }) => Number(pts_time) >= Number(dts_time)));
      assert.ok(
        packets.some(({ pts_time, dts_time }) => Number(pts_time) > Number(dts_time) + 0.1),
      );
    }),
});

Deno.test({
  ...needing("fragment() keeps the order of B-frames when pictures are missing", missingFfmpeg),
  fn: () => {
    // A keyframe and two groups of four; then somebody was too slow up to the next keyframe.
    const frames = [...REORDERED.frames.slice(0, 9), ...REORDERED.frames.slice(25)];
    return written(live({ ...REORDERED, frames }), async (path) => {
      const { frames: shown, complaints } = await decode(path);
      assert.equal(complaints, "");
      assert.equal(shown, frames.length);
    });
  },
});
