import assert from "node:assert/strict";
import { join } from "node:path";
import { decode, missingFfmpeg, probe } from "../../support/machine/ffmpeg.ts";
import { namesIn, play, RECORDED_AT, withRecordings } from "../../support/cameras/recordings.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { CLIP, JPEG_CLIP, REORDERED } from "../../support/cameras/video_clip.ts";

const PICTURES = 300;

for (
  const [what, clip] of [["H.264", CLIP], ["B-frames", REORDERED], ["JPEG", JPEG_CLIP]] as const
) {
  Deno.test({
    ...needing(`a recording of ${what} plays in ffmpeg, every picture of it`, missingFfmpeg),
    fn: () =>
      withRecordings(async ({ folder, store }) => {
        const recorder = store.start("7", RECORDED_AT);
        play(recorder, { shown: 0 }, PICTURES, clip);
        await recorder.stop();
        const [name = ""] = namesIn(join(folder, "7"));
        const path = join(folder, "7", name);
        assert.deepEqual(await decode(path), { frames: PICTURES, complaints: "" });
        const { packets } = await probe(path);
        const last = Math.max(...packets.map(({ pts_time }) => Number(pts_time)));
        assert.ok(Math.abs(last - (PICTURES - 1) / 30) < 0.1, `the last one at ${last} s`);
      }),
  });
}
