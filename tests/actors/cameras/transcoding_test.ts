import assert from "node:assert/strict";
import { type CameraFleet, withCameras } from "../../support/cameras/camera_fleet.ts";

const MJPEG = { kind: "mjpeg", codecs: ["jpeg"] } as const;

async function streaming(fleet: CameraFleet) {
  const link = await fleet.stream();
  for (const label of ["K1", "P2"]) link.picture(label);
  await fleet.settle();
  return link;
}

Deno.test("all viewers of JPEG pictures of an H.264 camera share one run, which begins at the last keyframe", () =>
  withCameras(async (fleet) => {
    const link = await streaming(fleet);
    assert.equal(fleet.transcoder.runs.length, 0);
    const first = await fleet.watch("1", MJPEG);
    const { run } = fleet.transcoder;
    assert.deepEqual(run.fed, ["K1", "P2"]);
    run.makes("J1");
    await fleet.settle();
    const second = await fleet.watch("1", MJPEG);
    link.picture("P3");
    run.makes("J2");
    await fleet.settle();
    assert.equal(fleet.transcoder.runs.length, 1);
    assert.deepEqual(run.fed, ["K1", "P2", "P3"]);
    assert.deepEqual([first.seen, second.seen], [["J1", "J2"], ["J1", "J2"]]);
    assert.deepEqual([first.units[0]?.begins, first.units[0]?.frame?.codec], ["keyframe", "jpeg"]);
  }));

Deno.test("a run begins with the first keyframe when somebody waits for it before", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    await fleet.watch("1", MJPEG);
    link.picture("P1");
    await fleet.settle();
    assert.equal(fleet.transcoder.runs.length, 0);
    for (const label of ["K2", "P3"]) link.picture(label);
    await fleet.settle();
    assert.deepEqual(fleet.transcoder.run.fed, ["K2", "P3"]);
  }));

Deno.test("a run ends 5 s after the last viewer, and goes on when one comes meanwhile", () =>
  withCameras(async (fleet) => {
    const link = await streaming(fleet);
    const camera = await fleet.locate("1");
    const first = await fleet.watch("1", MJPEG);
    camera.tell({ type: "viewerLeft", viewerId: first.id });
    await fleet.advance(4_000);
    link.says({ type: "keepAliveReceived" });
    const second = await fleet.watch("1", MJPEG);
    await fleet.advance(4_000);
    const { run } = fleet.transcoder;
    assert.equal(run.stopped, false);
    camera.tell({ type: "viewerLeft", viewerId: second.id });
    for (let second = 0; second < 5; second++) {
      link.says({ type: "keepAliveReceived" });
      await fleet.advance(999);
    }
    assert.equal(run.stopped, false);
    await fleet.advance(5);
    assert.equal(run.stopped, true);
    link.picture("K3");
    await fleet.settle();
    assert.equal(fleet.transcoder.runs.length, 1);
  }));

Deno.test("a run that fails is started again, later each time, and from a keyframe", () =>
  withCameras(async (fleet) => {
    const link = await streaming(fleet);
    const viewer = await fleet.watch("1", MJPEG);
    const starts: number[] = [];
    for (let tenth = 0; tenth < 200; tenth++) {
      const { runs, run } = fleet.transcoder;
      if (runs.length > starts.length) {
        starts.push(tenth);
        assert.match(run.fed[0] ?? "", /^K/);
        run.fails("ffmpeg ended with code 1");
      }
      link.picture(tenth % 10 === 0 ? `K${tenth}` : `P${tenth}`);
      await fleet.advance(100);
    }
    assert.ok(starts.length >= 4 && starts.length <= 6, `${starts}`);
    assert.equal(viewer.ended, undefined);
    await fleet.play(link, 12);
    assert.match(viewer.ended ?? "", /ffmpeg ended with code 1/);
  }));

Deno.test("a run that falls behind gets nothing until the next keyframe", () =>
  withCameras(async (fleet) => {
    const link = await streaming(fleet);
    await fleet.watch("1", MJPEG);
    const { run } = fleet.transcoder;
    run.queuedBytes = 5 * 1024 * 1024;
    for (const label of ["P3", "K4"]) link.picture(label);
    await fleet.settle();
    run.queuedBytes = 0;
    for (const label of ["P5", "K6", "P7"]) link.picture(label);
    await fleet.settle();
    assert.deepEqual(run.fed, ["K1", "P2", "K6", "P7"]);
  }));

Deno.test("a viewer hears that nothing can transcode for it here", () =>
  withCameras(async (fleet) => {
    fleet.transcoder.unavailable = "ffmpeg is not installed";
    await streaming(fleet);
    const viewer = await fleet.watch("1", MJPEG);
    assert.equal(viewer.ended, "ffmpeg is not installed");
    assert.deepEqual((await fleet.camera("1")).viewers, []);
  }));

Deno.test("a run ends with its camera's connection, and the next one begins with the next keyframe", () =>
  withCameras(async (fleet) => {
    const link = await streaming(fleet);
    const viewer = await fleet.watch("1", { ...MJPEG, kind: "relay" });
    const { run } = fleet.transcoder;
    link.ends();
    await fleet.settle();
    assert.equal(run.stopped, true);
    run.makes("late");
    const again = await fleet.reconnected();
    again.begins();
    again.picture("K9");
    await fleet.settle();
    assert.deepEqual(fleet.transcoder.run.fed, ["K9"]);
    assert.deepEqual(viewer.seen, []);
  }));
