import assert from "node:assert/strict";
import { FrameRate } from "../../../dashboard/watch/frame_rate.ts";

Deno.test("FrameRate tells frames per second of the last two seconds", () => {
  const rate = new FrameRate();
  assert.equal(rate.read(0, 0), 0);
  assert.equal(rate.read(15, 500), 30);
  for (let quarter = 3; quarter <= 20; quarter++) rate.read(15, quarter * 250);
  assert.equal(rate.read(15, 5_000), 0);
});

Deno.test("FrameRate begins again when another player counts from the beginning", () => {
  const rate = new FrameRate();
  rate.read(0, 0);
  rate.read(1_000, 1_000);
  assert.equal(rate.read(3, 1_250), 0);
  assert.equal(rate.read(13, 1_500), 40);
});

Deno.test("FrameRate leaves out what comes at once at the beginning", () => {
  const rate = new FrameRate();
  rate.read(0, 0);
  rate.read(20, 250);
  assert.equal(rate.read(27, 500), 28);
  assert.equal(rate.read(35, 750), 30);
});
