import assert from "node:assert/strict";
import { join } from "node:path";
import type { RecordingSegment } from "../../../actors/cameras/recording.ts";
import type { RecordingLibrary } from "../../../adapters/recordings/recording_store.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { openRecordingStore } from "../../../adapters/recordings/recording_store.ts";
import { readHead } from "../../../protocols/video/mp4/reading.ts";
import { namesIn, play, RECORDED_AT, withRecordings } from "../../support/cameras/recordings.ts";

const DAY_MS = 86_400_000;
const READING = { mp905: 1, mp901: 2, mp801: 3, sgp30: 4, fermion: 5, ens160: 6 };

/** One finished segment of so many pictures. */
async function recorded(
  store: RecordingLibrary,
  camera = "7",
  startedAt = RECORDED_AT,
  pictures = 60,
): Promise<RecordingSegment> {
  const recorder = store.start(camera, startedAt);
  play(recorder, { shown: (startedAt - RECORDED_AT) * 30 / 1_000 }, pictures);
  await recorder.stop();
  const segment = (await store.list(camera)).at(-1);
  assert.ok(segment);
  return segment;
}

Deno.test("list() knows after a restart what it knew before", () =>
  withRecordings(async ({ store, reopen }) => {
    await recorded(store);
    const before = await store.list("7");
    assert.equal(before[0]?.endedAt, RECORDED_AT + 2_000);
    assert.deepEqual(await (await reopen()).list("7"), before);
  }));

Deno.test("list() keeps cameras apart, whatever they are called", () =>
  withRecordings(async ({ store, folder }) => {
    for (const camera of ["../../escape", "Lobby", "lobby", "로비"]) await recorded(store, camera);
    for (const camera of ["../../escape", "Lobby", "lobby", "로비"]) {
      assert.equal((await store.list(camera)).length, 1, camera);
    }
    assert.equal(namesIn(folder).length, 4, "all in the folder");
    assert.deepEqual(await store.list("nobody"), []);
  }));

Deno.test("list() follows what people do in the folder", () =>
  withRecordings(async ({ store, folder }) => {
    const { name } = await recorded(store);
    await Deno.copyFile(join(folder, "7", name), join(folder, "7", "20261122_101500.000.mp4"));
    await Deno.writeTextFile(join(folder, "7", "notes.mp4"), "their own");
    assert.equal((await store.list("7")).length, 2);
    await Deno.remove(join(folder, "7", name));
    const [left, ...others] = await store.list("7");
    assert.equal(left?.name, "20261122_101500.000.mp4");
    assert.deepEqual(others, []);
  }));

Deno.test("remove() deletes a segment once, and none that is being written", () =>
  withRecordings(async ({ store, folder }) => {
    const { name } = await recorded(store);
    const recorder = store.start("7", RECORDED_AT);
    play(recorder, { shown: 3_000 }, 60);
    while (recorder.status.bytes === 0) await new Promise((done) => setTimeout(done, 1));
    const open = (await store.list("7")).find(({ finished }) => !finished);
    assert.ok(open);
    assert.equal(await store.remove("7", open.name), false, "being written");
    assert.equal(await store.remove("7", name), true);
    assert.equal(await store.remove("7", name), false, "gone");
    assert.deepEqual(namesIn(join(folder, "7")), [open.name]);
    await recorder.stop();
  }));

Deno.test("remove() and open() take no path for a name", () =>
  withRecordings(async ({ store, folder }) => {
    const { name } = await recorded(store);
    await Deno.writeTextFile(join(folder, "..", "secret.mp4"), "secret");
    for (const path of ["../../secret.mp4", `./${name}`, `../7/${name}`, "..", "", "sensors"]) {
      assert.equal(await store.open("7", path), undefined, path);
      assert.equal(await store.remove("7", path), false, path);
    }
    assert.equal(await store.open("..", "secret.mp4"), undefined);
  }));

Deno.test("open() reads any part of a segment, and grows while it is being written", () =>
  withRecordings(async ({ store, folder }) => {
    const recorder = store.start("7", RECORDED_AT);
    const tape = { shown: 0 };
    play(recorder, tape, 60);
    while (recorder.status.bytes < 3_000) await new Promise((done) => setTimeout(done, 1));
    const [segment] = await store.list("7");
    const reader = await store.open("7", segment?.name ?? "");
    assert.ok(reader);
    const early = reader.bytes;
    const beginning = new Uint8Array(early);
    assert.equal(await reader.read(beginning, 0), early);
    play(recorder, tape, 60);
    await recorder.stop();
    assert.ok(reader.bytes > early);
    const whole = await Deno.readFile(join(folder, "7", segment?.name ?? ""));
    assert.equal(whole.length, reader.bytes);
    const lengthAt = readHead(whole)?.lengthAt ?? 0;
    assert.deepEqual(beginning.subarray(lengthAt + 20), whole.subarray(lengthAt + 20, early));
    const middle = new Uint8Array(100);
    assert.equal(await reader.read(middle, whole.length - 70), 70);
    assert.deepEqual(middle.subarray(0, 70), whole.subarray(-70));
    assert.equal(await reader.read(middle, whole.length), 0);
    await reader.close();
  }));

Deno.test("openRecordingStore() finishes a segment that a crash has left open, wherever it was cut", () =>
  withRecordings(async ({ store, folder, reopen }) => {
    const { name, bytes } = await recorded(store, "7", RECORDED_AT, 300);
    const path = join(folder, "7", name);
    const whole = await Deno.readFile(path);
    const head = readHead(whole);
    assert.ok(head);
    whole.fill(0, head.lengthAt + 8, head.lengthAt + 20);
    whole.set(new TextEncoder().encode("free"), head.lengthAt + 4);
    for (const cut of [bytes, bytes - 1, bytes - 3_000, Math.round(bytes / 2)]) {
      await Deno.writeFile(path, whole.subarray(0, cut));
      const [segment] = await (await reopen()).list("7");
      assert.ok(segment?.finished);
      const lost = RECORDED_AT + 10_000 - segment.endedAt;
      const missing = 10_000 * (bytes - cut) / bytes;
      assert.ok(lost >= 0 && lost <= missing + 1_000, `${lost} ms lost of ${missing}`);
      assert.equal(segment.bytes, Deno.statSync(path).size);
      assert.equal(readHead(Deno.readFileSync(path))?.durationMs, segment.endedAt - RECORDED_AT);
    }
  }));

Deno.test("openRecordingStore() deletes a file without one whole picture, and leaves others' files alone", () =>
  withRecordings(async ({ store, folder, reopen }) => {
    const { name } = await recorded(store);
    const path = join(folder, "7", name);
    const whole = await Deno.readFile(path);
    await Deno.writeFile(path, whole.subarray(0, 500));
    const foreign = join(folder, "7", "20261122_101500.000.mp4");
    await Deno.writeTextFile(foreign, "a film of somebody else");
    const listed = await (await reopen()).list("7");
    assert.deepEqual(listed.map(({ name }) => name), ["20261122_101500.000.mp4"]);
    assert.equal(await Deno.readTextFile(foreign), "a film of somebody else");
  }));

Deno.test("openRecordingStore() says what is in its way", async () => {
  const file = await Deno.makeTempFile();
  await assert.rejects(openRecordingStore({ folder: join(file, "recordings") }), StorageError);
  await Deno.remove(file);
});

Deno.test("retain() deletes what is past its age, tables of sensors included", () =>
  withRecordings(async ({ store, folder }) => {
    const recorder = store.start("7", RECORDED_AT);
    recorder.writeSensor("room1", READING, RECORDED_AT);
    await recorder.stop();
    await recorded(store);
    await recorded(store, "7", RECORDED_AT + 2 * DAY_MS);
    await store.retain(RECORDED_AT + 10 * DAY_MS - 1);
    assert.equal((await store.list("7")).length, 2);
    await store.retain(RECORDED_AT + 10 * DAY_MS + 1);
    assert.deepEqual((await store.list("7")).map(({ name }) => name), ["20261123_101500.000.mp4"]);
    assert.deepEqual(namesIn(join(folder, "7", "sensors", "room1")), []);
  }, { limits: { maxAgeDays: 10 } }));

Deno.test("retain() deletes the oldest of all cameras when there is too much", () =>
  withRecordings(async ({ store, folder, disk, reopen }) => {
    const { bytes } = await recorded(store, "a");
    for (const [camera, hours] of [["b", 1], ["a", 2], ["b", 3], ["a", 4]] as const) {
      await recorded(store, camera, RECORDED_AT + hours * 3_600_000);
    }
    const again = await openRecordingStore({ folder, disk, limits: { maxBytes: 3 * bytes } });
    await again.retain(RECORDED_AT);
    const hours = async (camera: string) =>
      (await again.list(camera)).map(({ startedAt }) => (startedAt - RECORDED_AT) / 3_600_000);
    assert.deepEqual(await hours("a"), [2, 4]);
    assert.deepEqual(await hours("b"), [3]);
    assert.equal((await (await reopen()).list("a")).length, 2, "on the disk as well");
  }));

Deno.test("retain() never deletes what is being written", () =>
  withRecordings(async ({ store }) => {
    const recorder = store.start("7", RECORDED_AT);
    play(recorder, { shown: 0 }, 60);
    while (recorder.status.bytes === 0) await new Promise((done) => setTimeout(done, 1));
    await store.retain(RECORDED_AT + 100 * DAY_MS);
    assert.equal((await store.list("7")).length, 1);
    await recorder.stop();
    await store.retain(RECORDED_AT + 100 * DAY_MS);
    assert.deepEqual(await store.list("7"), []);
  }, { limits: { maxBytes: 0 } }));

Deno.test("retain() leaves room on the disk, and without it nothing is recorded", () =>
  withRecordings(async ({ store, disk }) => {
    const { bytes } = await recorded(store);
    await recorded(store, "7", RECORDED_AT + DAY_MS);
    disk.free = 1_000_000 - bytes;
    await store.retain(RECORDED_AT);
    assert.equal((await store.list("7")).length, 1, "the older one makes room enough");
    const recorder = store.start("8", RECORDED_AT);
    const tape = { shown: 0 };
    play(recorder, tape, 15);
    assert.match(recorder.status.problem ?? "", /free on the disk.*nothing is recorded/);
    disk.free = 1_000_000;
    await store.retain(RECORDED_AT);
    play(recorder, tape, 60);
    const { problem, framesDropped, segments } = await recorder.stop();
    assert.deepEqual({ problem, framesDropped, segments }, {
      problem: null,
      framesDropped: 15,
      segments: 1,
    });
  }, { limits: { minFreeBytes: 1_000_000 } }));
