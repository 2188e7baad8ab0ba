import assert from "node:assert/strict";
import type { SensorReading } from "../../../protocols/discovery/events.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { type CameraFleet, withCameras } from "../../support/cameras/camera_fleet.ts";

const READING: SensorReading = {
  mp905: null,
  mp901: null,
  mp801: null,
  sgp30: 401,
  fermion: null,
  ens160: null,
};

const order = (fleet: CameraFleet, order: "start" | "stop") =>
  fleet.hear({ type: "recordOrdered", order });

Deno.test("record_start completes when the first picture is on the disk, and its file begins with a keyframe", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    for (const label of ["K1", "P2"]) link.picture(label);
    await fleet.settle();
    const id = await fleet.order("record_start");
    assert.equal(fleet.row(id).state, "running");
    for (const label of ["P3", "K4", "P5"]) link.picture(label);
    await fleet.advance(1_000);
    const { state, result } = fleet.row(id);
    assert.deepEqual([state, result?.segments], ["completed", 1]);
    const { recorder } = fleet.recordings;
    assert.deepEqual([recorder.folder, recorder.written], ["camera_1", ["K4", "P5"]]);
    assert.equal((await fleet.camera("1")).recording?.bytes, 4);
  }));

Deno.test("record_stop completes when the file is closed, with what was recorded", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.order("record_start");
    link.picture("K2");
    await fleet.settle();
    const { recorder } = fleet.recordings;
    recorder.holdStop = true;
    const id = await fleet.order("record_stop");
    assert.deepEqual([recorder.stopped, fleet.row(id).state], [true, "running"]);
    assert.equal((await fleet.camera("1")).recording, null);
    recorder.finishStop?.();
    await fleet.settle();
    const { state, result } = fleet.row(id);
    assert.deepEqual([state, result?.segments, result?.bytes], ["completed", 1, 2]);
    link.picture("K3");
    await fleet.settle();
    assert.equal(fleet.recordings.recorders.length, 1);
  }));

Deno.test("record_start fails at once when the camera does not stream, and says why", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.77");
    const id = await fleet.order("record_start");
    const { state, reason } = fleet.row(id);
    assert.equal(state, "failed");
    assert.match(reason ?? "", /^not_connected: 10\.0\.0\.77 does not stream: .* refused/);
    assert.equal((await fleet.camera("1")).recording, null);
  }));

Deno.test("record_start waits for a camera that comes back in time, when it is asked to", () =>
  withCameras(async (fleet) => {
    await fleet.answer("10.0.0.77");
    const id = await fleet.order("record_start", 1, { waitOnlineMs: 60_000 });
    assert.equal(fleet.row(id).state, "queued");
    const link = await fleet.reconnectedTo("10.0.0.77");
    for (const label of ["K1", "K2"]) link.picture(label);
    await fleet.settle();
    link.picture("K3");
    await fleet.advance(1_000);
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("record_start fails when the disk does not take it, and nothing is recorded", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    fleet.recordings.problem = "the disk is full";
    const id = await fleet.order("record_start");
    link.picture("K2");
    await fleet.advance(1_000);
    const { state, reason } = fleet.row(id);
    assert.deepEqual([state, reason], ["failed", "the disk is full"]);
    assert.equal((await fleet.camera("1")).recording, null);
    assert.equal(fleet.recordings.recorder.stopped, true);
  }));

Deno.test("record_stop fails when the end of the recording could not be written, and says what there is", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.order("record_start");
    link.picture("K2");
    await fleet.advance(1_000);
    const { recorder } = fleet.recordings;
    recorder.status = { ...recorder.status, problem: "the disk is full" };
    assert.equal((await fleet.camera("1")).recording?.problem, "the disk is full");
    const { state, reason, result } = fleet.row(await fleet.order("record_stop"));
    assert.deepEqual([state, reason, result?.bytes], ["failed", "the disk is full", 2]);
  }));

Deno.test("record orders that change nothing complete, and unknown ones fail", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    const nothing = fleet.row(await fleet.order("record_stop"));
    assert.deepEqual([nothing.state, nothing.reason], ["completed", "It was not being recorded."]);
    await fleet.order("record_start");
    link.picture("K2");
    await fleet.settle();
    assert.equal(fleet.row(await fleet.order("record_start")).state, "completed");
    assert.equal(fleet.recordings.recorders.length, 1);
    const unknown = fleet.row(await fleet.order("dance"));
    assert.deepEqual([unknown.state, /"dance"/.test(unknown.reason ?? "")], ["failed", true]);
  }));

Deno.test("a start that is stopped before its first picture fails, and the stop completes", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    const start = await fleet.order("record_start");
    const stop = await fleet.order("record_stop");
    await fleet.advance(1_000);
    assert.deepEqual([fleet.row(start).state, fleet.row(stop).state], ["failed", "completed"]);
  }));

Deno.test("a recording survives an outage of its camera, in a file of its own for each connection", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.order("record_start");
    for (const label of ["K2", "P3"]) link.picture(label);
    link.ends();
    await fleet.settle();
    assert.equal(fleet.recordings.recorder.stopped, true);
    const again = await fleet.reconnected();
    again.begins();
    for (const label of ["P4", "K5", "P6"]) again.picture(label);
    await fleet.settle();
    const written = fleet.recordings.recorders.map((recorder) => recorder.written);
    assert.deepEqual(written, [["K2", "P3"], ["K5", "P6"]]);
    const { recording } = await fleet.camera("1");
    assert.deepEqual([recording?.segments, recording?.bytes], [2, 8]);
    const stop = fleet.row(await fleet.order("record_stop"));
    assert.deepEqual([stop.state, stop.result?.segments, stop.result?.bytes], ["completed", 2, 8]);
  }));

Deno.test("a recording survives a crash of its camera's actor and a restart of the program", async () => {
  const stores = createMemoryStores();
  await withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.order("record_start");
    link.picture("K2");
    await fleet.settle();
    (await fleet.locate("1")).tell(null as never);
    const again = await fleet.reconnected();
    assert.equal(fleet.recordings.recorders[0]?.stopped, true);
    again.begins();
    again.picture("K3");
    await fleet.settle();
    assert.deepEqual(fleet.recordings.recorder.written, ["K3"]);
    assert.equal((await fleet.camera("1")).recording?.segments, 2);
  }, { stores });
  const [record] = stores.cameras.cameras();
  assert.notEqual(record?.recordingSince, null);
  await withCameras(async (fleet) => {
    assert.equal((await fleet.camera("1")).recording?.startedAt, record?.recordingSince);
    const link = await fleet.reconnectedTo("10.0.0.77");
    link.picture("K9");
    await fleet.settle();
    assert.deepEqual(fleet.recordings.recorder.written, ["K9"]);
    await fleet.order("record_stop");
    assert.equal(fleet.recordings.recorder.stopped, true);
  }, { stores });
  assert.equal(stores.cameras.cameras()[0]?.recordingSince, null);
});

Deno.test("every file is closed when the control host stops", async () => {
  let recorder: { readonly stopped: boolean } | undefined;
  await withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.order("record_start");
    link.picture("K2");
    await fleet.settle();
    recorder = fleet.recordings.recorder;
    assert.equal(recorder.stopped, false);
  });
  assert.equal(recorder?.stopped, true);
});

Deno.test("a command that is under way when its camera's actor crashes is not called done", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    const id = await fleet.order("record_start", 1, { deadlineMs: 10_000 });
    (await fleet.locate("1")).tell(null as never);
    await fleet.advance(11_000);
    assert.equal(fleet.row(id).state, "unknown");
  }));

Deno.test("an order over MQTT records every camera that streams, and those that come back while it holds", () =>
  withCameras(async (fleet) => {
    const first = await fleet.stream("10.0.0.1");
    first.picture("K1");
    await fleet.answer("10.0.0.2");
    await order(fleet, "start");
    first.picture("K2");
    const second = await fleet.reconnectedTo("10.0.0.2");
    second.picture("K3");
    await fleet.settle();
    const folders = fleet.recordings.recorders.map(({ folder }) => folder).sort();
    assert.deepEqual(folders, ["camera_1", "camera_2"]);
    await order(fleet, "start");
    assert.equal(fleet.recordings.recorders.length, 2);
    await order(fleet, "stop");
    assert.ok(fleet.recordings.recorders.every(({ stopped }) => stopped));
    first.picture("K4");
    await fleet.settle();
    assert.equal(fleet.recordings.recorders.length, 2);
  }));

Deno.test("an order over MQTT holds over a restart of the program", async () => {
  const stores = createMemoryStores();
  await withCameras((fleet) => order(fleet, "start"), { stores });
  await withCameras(async (fleet) => {
    (await fleet.stream()).picture("K1");
    await fleet.settle();
    assert.deepEqual(fleet.recordings.recorder.written, ["K1"]);
    await order(fleet, "stop");
  }, { stores });
  assert.equal(stores.cameras.siteRecording(), null);
});

Deno.test("a camera whose recording was stopped by itself does not join the site's again until the next order", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await order(fleet, "start");
    link.picture("K2");
    await fleet.order("record_stop");
    link.ends();
    const again = await fleet.reconnected();
    again.begins();
    again.picture("K3");
    await fleet.settle();
    assert.equal((await fleet.camera("1")).recording, null);
    await order(fleet, "start");
    again.picture("K4");
    await fleet.settle();
    assert.deepEqual(fleet.recordings.recorder.written, ["K4"]);
  }));

Deno.test("sensors are logged beside each recording, and no more than a thousand readings a second", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    const sensor = { type: "sensorReported", sensor: "room1", reading: READING } as const;
    await fleet.hear(sensor);
    await fleet.order("record_start");
    link.picture("K2");
    await fleet.settle();
    const { recorder } = fleet.recordings;
    assert.deepEqual(recorder.sensors, []);
    await fleet.hear(sensor);
    assert.deepEqual(recorder.sensors, ["room1 401"]);
    await fleet.advance(1_000);
    for (let reading = 0; reading < 1_500; reading++) await fleet.hear(sensor);
    assert.equal(recorder.sensors.length, 1_001);
  }));

Deno.test("old recordings are looked for every minute, and never twice at a time", () =>
  withCameras(async (fleet) => {
    await fleet.advance(300_000);
    assert.equal(fleet.recordings.retained.length, 5);
    fleet.recordings.neverRetained = true;
    await fleet.advance(300_000);
    assert.equal(fleet.recordings.retained.length, 6);
  }));
