import assert from "node:assert/strict";
import { MAX_VIEWERS } from "../../../actors/cameras/audience.ts";
import { MAX_BEHIND_MS, QUEUE_CAP_BYTES } from "../../../actors/cameras/watcher.ts";
import { H264_PICTURE, JPEG_PICTURE, textBytes } from "../../support/cameras/camera_doubles.ts";
import { withCameras } from "../../support/cameras/camera_fleet.ts";

const MIB = 1024 * 1024;

Deno.test("a viewer that comes in mid-stream sees everything since the last keyframe at once, and then each picture", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    for (const label of ["K1", "P2", "K3", "P4"]) link.picture(label);
    link.says({ type: "bytesArrived", bytes: textBytes("P5-be"), begins: "frame" });
    await fleet.settle();
    const pieces = await fleet.watch("1", { takes: "pieces" });
    const frames = await fleet.watch("1", { takes: "frames" });
    assert.deepEqual(pieces.seen, ["K3", "P4", "P5-be"]);
    assert.deepEqual(frames.seen, ["K3", "P4"]);
    link.says(
      { type: "bytesArrived", bytes: textBytes("gins"), begins: null },
      {
        type: "frameCompleted",
        frame: { codec: "h264", bytes: textBytes("P5-begins"), keyframe: false, nalUnits: [] },
      },
    );
    link.picture("P6");
    await fleet.settle();
    assert.deepEqual(pieces.seen, ["K3", "P4", "P5-be", "gins", "P6"]);
    assert.deepEqual(frames.seen, ["K3", "P4", "P5-begins", "P6"]);
    assert.deepEqual(frames.units.map(({ begins }) => begins), [
      "keyframe",
      "frame",
      "frame",
      "frame",
    ]);
    assert.equal(frames.units[0]?.picture, H264_PICTURE);
    const { viewers } = await fleet.camera("1");
    assert.deepEqual(viewers.map(({ sentFrames, droppedFrames }) => [sentFrames, droppedFrames]), [
      [4, 0],
      [4, 0],
    ]);
  }));

Deno.test("a viewer that comes before the first keyframe waits for it", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const pieces = await fleet.watch("1", { takes: "pieces" });
    const frames = await fleet.watch();
    for (const label of ["P1", "P2", "K3", "P4"]) link.picture(label);
    await fleet.settle();
    assert.deepEqual(pieces.seen, ["K3", "P4"]);
    assert.deepEqual(frames.seen, ["K3", "P4"]);
  }));

Deno.test("a picture came in for its viewers when its first bytes did", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const viewer = await fleet.watch();
    const began = fleet.test.clock.monotonicMs();
    link.says({ type: "bytesArrived", bytes: textBytes("K1"), begins: "keyframe" });
    await fleet.advance(33);
    const frame = { codec: "h264", bytes: textBytes("K1"), keyframe: true, nalUnits: [] } as const;
    link.says({ type: "frameCompleted", frame });
    await fleet.settle();
    assert.equal(viewer.units[0]?.receivedAtMs, began);
  }));

Deno.test("a keyframe that carries no parameter sets gets them, so that a decoder can begin there", () =>
  withCameras(async (fleet) => {
    const sets = Uint8Array.of(0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 3);
    const bare = Uint8Array.of(0, 0, 1, 9, 0xf0, 0, 0, 0, 1, 0x65, 8, 8);
    const whole = [0, 0, 1, 9, 0xf0, ...sets, 0, 0, 0, 1, 0x65, 8, 8];
    fleet.dialer.otherwise = "accept";
    await fleet.answer("10.0.0.77");
    const { link } = fleet.dialer;
    link.begins(H264_PICTURE, sets);
    await fleet.settle();
    const pieces = await fleet.watch("1", { takes: "pieces" });
    const frames = await fleet.watch();
    const nalUnits = [bare.subarray(3, 5), bare.subarray(9)];
    link.says(
      { type: "bytesArrived", bytes: bare, begins: "keyframe" },
      { type: "frameCompleted", frame: { codec: "h264", bytes: bare, keyframe: true, nalUnits } },
    );
    await fleet.settle();
    assert.deepEqual([...pieces.units[0]?.bytes ?? []], whole);
    assert.deepEqual([...frames.units[0]?.bytes ?? []], whole);
    const units = frames.units[0]?.frame?.nalUnits.map((unit) => [...unit]);
    assert.deepEqual(units, [[0x67, 1, 2], [0x68, 3], [9, 0xf0], [0x65, 8, 8]]);
    const rich = Uint8Array.of(...sets, 0, 0, 1, 0x65, 8);
    link.says({ type: "bytesArrived", bytes: rich, begins: "keyframe" });
    await fleet.settle();
    assert.equal(pieces.units[1]?.bytes, rich);
  }));

Deno.test("a viewer that never reads holds no more than its cap and one picture, is counted, and is let go after 30 s", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K0", 50_000);
    await fleet.settle();
    const stuck = await fleet.watch("1", { takes: "pieces" });
    const well = await fleet.watch();
    stuck.stuck = true;
    await fleet.play(link, 10, 50_000);
    assert.ok(stuck.queuedBytes <= QUEUE_CAP_BYTES + 100_000, String(stuck.queuedBytes));
    assert.equal(well.units.length, 301);
    const [first, second] = (await fleet.camera("1")).viewers;
    assert.equal(first?.sentFrames, stuck.units.length);
    assert.equal((first?.sentFrames ?? 0) + (first?.droppedFrames ?? 0), 301);
    assert.deepEqual([second?.sentFrames, second?.droppedFrames], [301, 0]);
    await fleet.play(link, MAX_BEHIND_MS / 1_000, 50_000);
    assert.match(stuck.ended ?? "", /too slow/);
    assert.equal((await fleet.camera("1")).viewers.length, 1);
    assert.equal(well.ended, undefined);
  }));

Deno.test("a viewer that was slow goes on with a keyframe when what waited has left", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.settle();
    const viewer = await fleet.watch();
    viewer.queuedBytes = 2 * QUEUE_CAP_BYTES;
    for (const label of ["P2", "K3"]) link.picture(label);
    await fleet.settle();
    viewer.queuedBytes = QUEUE_CAP_BYTES / 2;
    link.picture("K4");
    await fleet.settle();
    viewer.drain();
    for (const label of ["P5", "K6", "P7"]) link.picture(label);
    await fleet.settle();
    assert.deepEqual(viewer.seen, ["K1", "K6", "P7"]);
    const [status] = (await fleet.camera("1")).viewers;
    assert.deepEqual([status?.sentFrames, status?.droppedFrames], [3, 4]);
  }));

Deno.test("a viewer may take the keyframe group in, however large, before its queue counts", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1", 3 * MIB);
    link.picture("P2", 3 * MIB);
    await fleet.settle();
    const viewer = await fleet.watch();
    viewer.queuedBytes = 6 * MIB;
    link.picture("P3");
    await fleet.settle();
    assert.deepEqual(viewer.seen, ["K1", "P2", "P3"]);
    viewer.drain();
    await fleet.advance(1_000);
    viewer.queuedBytes = 6 * MIB;
    link.picture("P4");
    await fleet.settle();
    assert.deepEqual(viewer.seen, ["K1", "P2", "P3"]);
  }));

for (const [what, pictures, size] of [["bytes", 12, MIB], ["units", 620, 10]] as const) {
  Deno.test(`a keyframe group that grows beyond its ${what} is given up until the next keyframe`, () =>
    withCameras(async (fleet) => {
      const link = await fleet.stream();
      link.picture("K0", size);
      for (let picture = 1; picture < pictures; picture++) {
        link.picture(`P${picture}`, size);
        await fleet.settle();
      }
      const viewer = await fleet.watch();
      const pieces = await fleet.watch("1", { takes: "pieces" });
      assert.deepEqual([viewer.seen, pieces.seen], [[], []]);
      link.picture("K1");
      await fleet.settle();
      assert.deepEqual([viewer.seen, pieces.seen], [["K1"], ["K1"]]);
    }));
}

Deno.test("a camera takes 128 viewers, and tells the next one why not", () =>
  withCameras(async (fleet) => {
    await fleet.stream();
    for (let viewer = 0; viewer < MAX_VIEWERS; viewer++) await fleet.watch();
    const late = await fleet.watch();
    assert.match(late.ended ?? "", /128 viewers/);
    assert.equal((await fleet.camera("1")).viewers.length, MAX_VIEWERS);
  }));

Deno.test("a viewer that leaves gets nothing more", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const viewer = await fleet.watch();
    link.picture("K1");
    await fleet.settle();
    (await fleet.locate("1")).tell({ type: "viewerLeft", viewerId: viewer.id });
    link.picture("K2");
    await fleet.settle();
    assert.deepEqual(viewer.seen, ["K1"]);
    assert.deepEqual((await fleet.camera("1")).viewers, []);
  }));

Deno.test("viewers of a camera that is gone are kept alive, and players are let go after 30 s", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.settle();
    const kinds = ["relay", "websocket", "h264", "mp4"] as const;
    const viewers = await Promise.all(kinds.map((kind) => fleet.watch("1", { kind })));
    fleet.dialer.answers.set("10.0.0.77", "refuse");
    link.ends();
    await fleet.advance(29_000);
    assert.deepEqual(viewers.map(({ ended }) => ended), kinds.map(() => undefined));
    assert.ok(viewers.every(({ keepAlives }) => keepAlives >= 28));
    await fleet.advance(2_000);
    const [relay, page, ...players] = viewers;
    assert.deepEqual([relay?.ended, page?.ended], [undefined, undefined]);
    for (const player of players) assert.match(player.ended ?? "", /No picture has come for 30 s/);
    fleet.dialer.answers.set("10.0.0.77", "accept");
    const again = await fleet.reconnected();
    again.begins();
    for (const label of ["P1", "K2", "P3"]) again.picture(label);
    await fleet.settle();
    assert.deepEqual(relay?.seen, ["K1", "K2", "P3"]);
  }));

Deno.test("a viewer that has something waiting is not kept alive beside it", () =>
  withCameras(async (fleet) => {
    await fleet.stream();
    const viewer = await fleet.watch();
    viewer.queuedBytes = 1;
    await fleet.advance(10_000);
    assert.equal(viewer.keepAlives, 0);
  }));

Deno.test("a new viewer never sees the last picture of a camera that is gone", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.settle();
    link.ends();
    const viewer = await fleet.watch();
    assert.deepEqual(viewer.seen, []);
    const snapshot = await fleet.watch("1", { kind: "snapshot" });
    assert.match(snapshot.ended ?? "", /sends no picture: the camera ended/);
  }));

Deno.test("viewers of a camera that changes its size get on with it, and those of frames hear of it", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const viewer = await fleet.watch();
    link.picture("K1");
    const small = { ...H264_PICTURE, width: 640, height: 360 };
    link.says({ type: "pictureDescribed", picture: small });
    link.picture("K2");
    await fleet.settle();
    assert.deepEqual(viewer.seen, ["K1", "K2"]);
    assert.equal(viewer.units[1]?.picture, small);
    assert.equal((await fleet.camera("1")).picture?.width, 640);
    assert.equal(fleet.told.changes.at(-1)?.picture?.width, 640);
  }));

Deno.test("a camera that comes back with another codec keeps those who can show it, and tells the others why not", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const both = await fleet.watch("1", { codecs: ["h264", "jpeg"] });
    const only = await fleet.watch("1", { kind: "h264", takes: "pieces" });
    link.picture("K1");
    link.ends();
    const again = await fleet.reconnected();
    again.begins(JPEG_PICTURE);
    again.jpeg("J2");
    await fleet.settle();
    assert.deepEqual(both.seen, ["K1", "J2"]);
    assert.match(only.ended ?? "", /JPEG/);
    assert.deepEqual(only.seen, ["K1"]);
    assert.deepEqual((await fleet.watch("1", { kind: "mp4" })).ended, only.ended);
  }));

Deno.test("a viewer of JPEG pictures sees the newest one of a fielded camera at once", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream("10.0.0.78", JPEG_PICTURE);
    for (const label of ["J1", "J2"]) link.jpeg(label);
    await fleet.settle();
    const viewer = await fleet.watch("1", { codecs: ["jpeg"], kind: "mjpeg" });
    const raw = await fleet.watch("1", { codecs: ["jpeg"], takes: "pieces" });
    link.jpeg("J3");
    await fleet.settle();
    assert.deepEqual([viewer.seen, raw.seen], [["J2", "J3"], ["J2", "J3"]]);
  }));

Deno.test("viewers are told when their camera is removed, and when the control host stops", async () => {
  await withCameras(async (fleet) => {
    await fleet.stream();
    const viewer = await fleet.watch();
    await fleet.cameras({ type: "forgetCamera", nameOrId: "1", force: true });
    assert.match(viewer.ended ?? "", /removed/);
  });
  let watching: { readonly ended: string | undefined } | undefined;
  await withCameras(async (fleet) => {
    await fleet.stream();
    watching = await fleet.watch();
  });
  assert.notEqual(watching?.ended, undefined);
});
