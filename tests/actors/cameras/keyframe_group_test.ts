import assert from "node:assert/strict";
import { KeyframeGroup } from "../../../actors/cameras/keyframe_group.ts";
import type { ViewerUnit } from "../../../actors/cameras/link.ts";

/** A picture of `size` bytes, each of them `value`; its NAL units are its two halves. */
function picture(value: number, size: number, begins: "keyframe" | "frame"): ViewerUnit {
  const bytes = new Uint8Array(size).fill(value);
  const nalUnits = [bytes.subarray(0, size / 2), bytes.subarray(size / 2)];
  const frame = { codec: "h264", bytes, keyframe: begins === "keyframe", nalUnits } as const;
  return { bytes, begins, frame, receivedAtMs: value, receivedAt: 1_000 + value };
}

Deno.test("frames() gives equal pictures that share no memory with those that were added", () => {
  const group = new KeyframeGroup();
  const added = [picture(1, 400_000, "keyframe"), picture(2, 10, "frame"), picture(3, 0, "frame")];
  for (const unit of added) group.addFrame(unit);
  const given = group.frames();
  assert.deepEqual(given, added);
  for (const [index, { bytes }] of given.entries()) {
    assert.notEqual(bytes.buffer, added[index]?.bytes.buffer);
  }
});

Deno.test("frames() stay as they are when the next group takes the memory", () => {
  const group = new KeyframeGroup();
  group.addFrame(picture(1, 100, "keyframe"));
  const given = group.frames();
  group.addFrame(picture(9, 100, "keyframe"));
  assert.deepEqual(given, [picture(1, 100, "keyframe")]);
  assert.deepEqual(group.frames(), [picture(9, 100, "keyframe")]);
});

Deno.test("frames() keep NAL units that lie outside of their picture", () => {
  const group = new KeyframeGroup();
  const sets = new Uint8Array([0x67, 1, 2]);
  const unit = picture(4, 20, "keyframe");
  const frame = unit.frame && { ...unit.frame, nalUnits: [sets, ...unit.frame.nalUnits] };
  group.addFrame({ ...unit, ...(frame === undefined ? {} : { frame }) });
  assert.deepEqual(group.frames()[0]?.frame?.nalUnits[0], sets);
  assert.equal(group.frames()[0]?.frame?.nalUnits.length, 3);
});

Deno.test("pieces() are the whole pictures, and what has come of the next", () => {
  const group = new KeyframeGroup();
  const piece = {
    bytes: new Uint8Array([7]),
    begins: "frame",
    receivedAtMs: 5,
    receivedAt: 6,
  } as const;
  group.addPiece(piece);
  assert.deepEqual(group.pieces(), [], "nothing to begin with");
  group.addFrame(picture(1, 10, "keyframe"));
  group.addPiece(piece);
  assert.deepEqual(group.pieces(), [picture(1, 10, "keyframe"), piece]);
});

Deno.test("addFrame() gives a group up that has grown beyond its bounds, until the next keyframe", () => {
  const group = new KeyframeGroup();
  group.addFrame(picture(1, 8 * 1024 * 1024, "keyframe"));
  assert.equal(group.isEmpty, false);
  group.addFrame(picture(2, 2, "frame"));
  assert.equal(group.isEmpty, true);
  group.addFrame(picture(3, 2, "frame"));
  assert.equal(group.isEmpty, true);
  group.addFrame(picture(4, 2, "keyframe"));
  assert.deepEqual(group.frames(), [picture(4, 2, "keyframe")]);
});
