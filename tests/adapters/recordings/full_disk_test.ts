import assert from "node:assert/strict";
import { join } from "node:path";
import { openRecordingStore } from "../../../adapters/recordings/recording_store.ts";
import { RETRY_MS } from "../../../adapters/recordings/recorder.ts";
import { decode, missingFfmpeg } from "../../support/ffmpeg.ts";
import { play, RECORDED_AT } from "../../support/recordings.ts";
import { works } from "../../support/system_needs.ts";

/** Only an administrator may mount a small disk; nobody must be one to run the tests. */
const missing = await missingDisk() ?? missingFfmpeg;

async function missingDisk(): Promise<string | undefined> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return "a small disk needs root on Linux";
  return await withSmallDisk(() => Promise.resolve()).then(() => undefined, () => "no mount");
}

/** 300 KiB; some twenty seconds of the clip. */
async function withSmallDisk(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const mounted = works("mount", ["-t", "tmpfs", "-o", "size=300k", "tmpfs", folder]);
    if (!mounted) throw new Error("no mount");
    await use(folder);
  } finally {
    works("umount", [folder]);
    await Deno.remove(folder);
  }
}

Deno.test({
  name: `a disk that fills up ends a segment cleanly, and takes the next one when there is room${
    missing === undefined ? "" : ` (skipped: ${missing})`
  }`,
  ignore: missing !== undefined,
  fn: () =>
    withSmallDisk(async (folder) => {
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
