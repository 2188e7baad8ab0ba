import assert from "node:assert/strict";
import { join } from "node:path";
import { openRecordingStore } from "../../../adapters/recordings/recording_store.ts";
import { RETRY_MS } from "../../../adapters/recordings/recorder.ts";
import { decode, missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { play, RECORDED_AT } from "../../support/cameras/recordings.ts";
import { missingSmallDisk, withSmallDisk } from "../../support/machine/small_disk.ts";

const missing = await missingSmallDisk() ?? missingFfmpeg;
/** Some twenty seconds of the clip. */
const DISK = "300k";

Deno.test({
  name: `a disk that fills up ends a segment cleanly, and takes the next one when there is room${
    missing === undefined ? "" : ` (skipped: ${missing})`
  }`,
  ignore: missing !== undefined,
  fn: () =>
    withSmallDisk(DISK, async (folder) => {
      let nowMs = 0;
      const limits = { minFreeBytes: 0, maxBytes: 0 };
      const store = await openRecordingStore({ folder, limits, monotonicMs: () => nowMs });
      const recorder = store.start("7", RECORDED_AT);
      const tape = { shown: 0 };
      while (recorder.status.problem === null) {
        play(recorder, tape, 30);
        await new Promise((done) => setTimeout(done, 1));
      }
      assert.match(recorder.status.problem ?? "", /disk for recordings is full/);
      let [segment, ...others] = await store.list("7");
      // The file is closed right after the problem is told.
      while (segment?.finished === false) [segment, ...others] = await store.list("7");
      assert.ok(segment);
      assert.equal(others.length, 0);
      const playsMs = segment.endedAt - segment.startedAt;
      const { frames, complaints } = await decode(join(folder, "7", segment.name));
      assert.equal(complaints, "");
      assert.equal(frames, Math.round(playsMs * 30 / 1_000));
      await store.retain(RECORDED_AT);
      nowMs += RETRY_MS;
      play(recorder, tape, 120);
      assert.equal((await recorder.stop()).problem, null);
      assert.equal((await store.list("7")).length, 1);
    }),
});
