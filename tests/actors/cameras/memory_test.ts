import assert from "node:assert/strict";
import { frameWithParameterSets } from "../../../actors/cameras/bare_keyframes.ts";
import type { VideoEvent } from "../../../protocols/video/events.ts";
import { textBytes } from "../../support/cameras/camera_doubles.ts";
import { withCameras } from "../../support/cameras/camera_fleet.ts";

const LETS_GO = { takes: "pieces", letsGo: true } as const;

Deno.test("what was read is let go as soon as every viewer has handed it to the system", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const prompt = await fleet.watch("1", LETS_GO);
    const slow = await fleet.watch("1", LETS_GO);
    slow.stuck = true;
    link.memorySaid.length = 0;
    link.settled = 100;
    link.picture("K1");
    await fleet.settle();
    assert.deepEqual(link.memorySaid, []);
    slow.drain();
    slow.stuck = false;
    link.settled = 200;
    link.picture("P2");
    await fleet.settle();
    assert.deepEqual(link.memorySaid, ["let go 200"]);
    assert.deepEqual(prompt.seen, ["K1", "P2"]);
  }));

Deno.test("what was read is kept while a viewer watches that may hold pictures for longer", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    await fleet.watch("1", LETS_GO);
    await fleet.watch("1", { takes: "frames" });
    link.memorySaid.length = 0;
    link.picture("K1");
    await fleet.settle();
    assert.deepEqual(link.memorySaid, ["keep"]);
  }));

Deno.test("what was read is kept when a viewer leaves, which may still be sending it", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const { id } = await fleet.watch("1", LETS_GO);
    link.picture("K1");
    await fleet.settle();
    link.memorySaid.length = 0;
    (await fleet.locate("1")).tell({ type: "viewerLeft", viewerId: id });
    await fleet.settle();
    assert.deepEqual(link.memorySaid, ["keep"]);
  }));

Deno.test("what was read is kept while it is recorded", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    link.picture("K1");
    await fleet.order("record_start");
    link.memorySaid.length = 0;
    link.picture("K2");
    await fleet.settle();
    assert.deepEqual(link.memorySaid, ["keep"]);
  }));

Deno.test("parts of one read that lie side by side go out at once, and a keyframe begins anew", () =>
  withCameras(async (fleet) => {
    const link = await fleet.stream();
    const viewer = await fleet.watch("1", LETS_GO);
    const read = textBytes("K1-P2-P3-K4-P5-");
    const piece = (from: number, begins: "keyframe" | "frame" | null): VideoEvent => ({
      type: "bytesArrived",
      bytes: read.subarray(from, from + 3),
      begins,
    });
    const elsewhere = { ...piece(12, "frame"), bytes: textBytes("P5-") } as VideoEvent;
    link.says(piece(0, "keyframe"), piece(3, "frame"), piece(6, "frame"), piece(9, "keyframe"));
    link.says(piece(9, null), elsewhere);
    await fleet.settle();
    assert.deepEqual(viewer.seen, ["K1-P2-P3-", "K4-", "K4-", "P5-"]);
    const { viewers } = await fleet.camera("1");
    assert.equal(viewers[0]?.sentFrames, 5);
  }));

Deno.test("frameWithParameterSets() gives NAL units that are views of the picture's new bytes", () => {
  const bytes = Uint8Array.of(0, 0, 0, 1, 9, 0xf0, 0, 0, 0, 1, 0x65, 1, 2, 3);
  const nalUnits = [bytes.subarray(4, 6), bytes.subarray(10)];
  const sets = Uint8Array.of(0, 0, 0, 1, 0x67, 5, 0, 0, 0, 1, 0x68, 6);
  const whole = frameWithParameterSets({ codec: "h264", keyframe: true, bytes, nalUnits }, sets);
  assert.equal(whole.bytes.length, bytes.length + sets.length);
  const own = whole.nalUnits.filter(({ buffer }) => buffer === whole.bytes.buffer);
  assert.deepEqual(own.map((nal) => [...nal]), [[9, 0xf0], [0x65, 1, 2, 3]]);
  assert.deepEqual(whole.nalUnits.slice(0, 2).map((nal) => [...nal]), [[0x67, 5], [0x68, 6]]);
  bytes.fill(0);
  assert.deepEqual([...whole.nalUnits.at(-1) ?? []], [0x65, 1, 2, 3]);
});
