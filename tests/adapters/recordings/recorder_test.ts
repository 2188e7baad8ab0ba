import assert from "node:assert/strict";
import { join } from "node:path";
import type { Recorder, RecordingSegment } from "../../../actors/cameras/recording.ts";
import { RETRY_MS } from "../../../adapters/recordings/recorder.ts";
import { JPEG_CLIP, OTHER_SIZE } from "../../support/cameras/video_clip.ts";
import {
  namesIn,
  play,
  RECORDED_AT,
  type RecordingScene,
  withRecordings,
} from "../../support/cameras/recordings.ts";

const READING = { mp905: 12.1, mp901: null, mp801: 0, sgp30: 401, fermion: null, ens160: 7 };

const lengths = (segments: readonly RecordingSegment[]) =>
  segments.map(({ startedAt, endedAt }) => endedAt - startedAt);

/** Lets the disk work on. The native writes of a few kilobytes need some turns of the event loop. */
async function until(reached: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!reached()) {
    assert.ok(performance.now() < deadline, "not reached within ten seconds");
    await new Promise((done) => setTimeout(done, 1));
  }
}

function record({ store }: RecordingScene): Recorder {
  return store.start("7", RECORDED_AT);
}

Deno.test("write() cuts segments of ten minutes at keyframes", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    const tape = { shown: 0 };
    // A keyframe every half second: the first one past ten minutes is at 600 s.
    for (let part = 0; part < 25; part++) {
      play(recorder, tape, 1_500);
      await until(() => recorder.status.bytes > 0);
    }
    const status = await recorder.stop();
    const segments = await scene.store.list("7");
    assert.deepEqual(segments.map(({ name }) => name), [
      "20261121_101500.000.mp4",
      "20261121_102500.000.mp4",
      "20261121_103500.000.mp4",
    ]);
    assert.deepEqual(lengths(segments), [600_000, 600_000, 50_000]);
    assert.ok(segments.every(({ finished, width }) => finished && width === 128));
    assert.equal(status.segments, 3);
    assert.equal(status.framesDropped, 0);
    assert.equal(status.problem, null);
    assert.equal(status.bytes, segments.reduce((sum, { bytes }) => sum + bytes, 0));
  }));

Deno.test("write() begins a new segment when the pictures are of another size or codec", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    const tape = { shown: 0 };
    play(recorder, tape, 30);
    play(recorder, tape, 30, OTHER_SIZE);
    play(recorder, tape, 30, JPEG_CLIP);
    assert.equal((await recorder.stop()).framesDropped, 0);
    const segments = await scene.store.list("7");
    assert.deepEqual(segments.map(({ width }) => width), [128, 96, 64]);
    assert.deepEqual(lengths(segments), [1_000, 1_000, 1_000]);
  }));

Deno.test("write() puts a fragment on the disk each second, and syncs every other second at most", () => {
  let nowMs = 0;
  return withRecordings(async (scene) => {
    const recorder = record(scene);
    const tape = { shown: 0 };
    let before = 0;
    for (let second = 1; second <= 10; second++) {
      play(recorder, tape, 30);
      await until(() => recorder.status.bytes > before);
      before = recorder.status.bytes;
      nowMs += 1_000;
    }
    assert.equal(scene.disk.syncs, 4, "ten seconds");
    await recorder.stop();
  }, { monotonicMs: () => nowMs });
});

Deno.test("a camera that falls silent is on the disk soon after", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    play(recorder, { shown: 0 }, 3);
    const [head = 0] = await Promise.all([until(() => recorder.status.bytes > 0)]).then(() => [
      recorder.status.bytes,
    ]);
    await until(() => recorder.status.bytes > head);
    const [segment] = await scene.store.list("7");
    assert.equal(segment?.finished, false);
    assert.equal(Math.round((segment?.endedAt ?? 0) - RECORDED_AT), 100);
    await recorder.stop();
  }));

Deno.test("write() drops to the next keyframe when the disk is too slow, and goes on in the same file", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    const tape = { shown: 0 };
    const release = scene.disk.hold();
    play(recorder, tape, 600);
    const { framesDropped, problem } = recorder.status;
    assert.ok(framesDropped > 100, `${framesDropped} dropped`);
    assert.match(problem ?? "", /slower than the camera/);
    release();
    await until(() => recorder.status.bytes > 40_000);
    play(recorder, tape, 60);
    const last = await recorder.stop();
    assert.equal(last.framesDropped, framesDropped, "nothing more");
    assert.equal(last.problem, null);
    const [segment] = await scene.store.list("7");
    assert.equal(Math.round((segment?.endedAt ?? 0) - RECORDED_AT), 22_000);
  }, { maxQueuedBytes: 50_000 }));

Deno.test("write() tells of a full disk, and tries again with the next keyframe after a pause", () => {
  let nowMs = 0;
  return withRecordings(async (scene) => {
    const recorder = record(scene);
    const tape = { shown: 0 };
    play(recorder, tape, 60);
    await until(() => recorder.status.bytes > 2_000);
    const full = Object.assign(new Error("No space left on device (os error 28)"), {
      code: "ENOSPC",
    });
    scene.disk.failure = full;
    play(recorder, tape, 60);
    await until(() => recorder.status.problem !== null);
    assert.match(recorder.status.problem ?? "", /disk for recordings is full/);
    scene.disk.failure = undefined;
    const { bytes } = recorder.status;
    play(recorder, tape, 60);
    assert.equal(recorder.status.segments, 1, "the pause");
    assert.ok(recorder.status.framesDropped >= 60);
    nowMs += RETRY_MS;
    play(recorder, tape, 60);
    const status = await recorder.stop();
    assert.equal(status.problem, null);
    assert.equal(status.segments, 2);
    assert.ok(status.bytes > bytes);
    const segments = await scene.store.list("7");
    assert.equal(segments.length, 2);
    assert.ok(segments.every(({ finished }) => finished));
  }, { monotonicMs: () => nowMs });
});

Deno.test("write() leaves no empty file where not even the head can be written", () =>
  withRecordings(async (scene) => {
    scene.disk.failure = new Error("broken");
    const recorder = record(scene);
    play(recorder, { shown: 0 }, 30);
    const status = await recorder.stop();
    assert.match(status.problem ?? "", /cannot be written: broken/);
    assert.deepEqual(await scene.store.list("7"), []);
  }));

Deno.test("write() waits with a reason for a keyframe that has parameter sets", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    const { first, picture } = JPEG_CLIP;
    const frame = { ...first, codec: "h264" } as const;
    const unit = {
      bytes: first.bytes,
      begins: "keyframe",
      receivedAtMs: 0,
      receivedAt: 0,
    } as const;
    recorder.write({ ...unit, frame }, picture);
    assert.match(recorder.status.problem ?? "", /without parameter sets/);
    await recorder.stop();
  }));

Deno.test("write() names a segment anew when the clock was set back to one that is there", () =>
  withRecordings(async (scene) => {
    for (let round = 0; round < 2; round++) {
      const recorder = record(scene);
      play(recorder, { shown: 0 }, 30);
      await recorder.stop();
    }
    const names = (await scene.store.list("7")).map(({ name }) => name);
    assert.deepEqual(names, ["20261121_101500.000.mp4", "20261121_101500.001.mp4"]);
  }));

Deno.test("writeSensor() writes a table for each sensor beside the video", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    recorder.writeSensor("room1", READING, RECORDED_AT + 5);
    recorder.writeSensor("room1", { ...READING, mp905: -1 }, RECORDED_AT + 1_005);
    recorder.writeSensor("../up", READING, RECORDED_AT + 6);
    await recorder.stop();
    const sensors = join(scene.folder, "7", "sensors");
    const [unsafe = "", room = ""] = namesIn(sensors);
    assert.match(unsafe, /^_up~/);
    assert.equal(room, "room1");
    const text = await Deno.readTextFile(join(sensors, room, `${RECORDED_AT}.csv`));
    assert.equal(
      text,
      "timestamp(ms),mp905,mp901,mp801,sgp30,fermion,ens160\n" +
        `${RECORDED_AT + 5},12.1,,0,401,,7\n${RECORDED_AT + 1_005},-1,,0,401,,7\n`,
    );
  }));

Deno.test("writeSensor() begins a new table each day, and bounds how many sensors there are", () =>
  withRecordings(async (scene) => {
    const recorder = record(scene);
    const nextDay = RECORDED_AT + 86_400_000;
    recorder.writeSensor("room1", READING, RECORDED_AT);
    recorder.writeSensor("room1", READING, nextDay);
    for (let sensor = 0; sensor < 100; sensor++) {
      recorder.writeSensor(`s${sensor}`, READING, nextDay);
    }
    assert.match((await recorder.stop()).problem ?? "", /sensors were left out/);
    const sensors = join(scene.folder, "7", "sensors");
    assert.deepEqual(namesIn(join(sensors, "room1")), [`${RECORDED_AT}.csv`, `${nextDay}.csv`]);
    assert.equal(namesIn(sensors).length, 64);
  }));
