import assert from "node:assert/strict";
import fc from "fast-check";
import { LiveTimeline } from "../../../../protocols/video/mp4/live_timeline.ts";
import { CLIP } from "../../../support/cameras/video_clip.ts";

const FRAME = CLIP.first;
const INTERVAL_MS = 1_000 / 30;

function placed(arrivals: readonly number[], framesPerSecond: number | null = 30) {
  const timeline = new LiveTimeline({ framesPerSecond });
  return arrivals.map((atMs) => timeline.place(FRAME, atMs));
}

Deno.test("place() follows an even arrival to the tick", () => {
  const times = placed(Array.from({ length: 100 }, (_, index) => 500 + index * INTERVAL_MS));
  assert.deepEqual(times.map(({ startTicks }) => startTicks), times.map((_, at) => at * 3_000));
  assert.ok(times.every(({ durationTicks }) => durationTicks === 3_000));
});

Deno.test("place() never makes a step that a player takes for a gap", () => {
  const pause = fc.oneof(fc.double({ min: 0, max: 80, noNaN: true }), fc.constantFrom(0, 400, 5e3));
  fc.assert(fc.property(fc.array(pause, { minLength: 2, maxLength: 200 }), (pauses) => {
    let at = 0;
    const times = placed(pauses.map((ms) => at += ms), null);
    times.forEach(({ startTicks }, index) => {
      const before = times[index - 1];
      if (before === undefined) return;
      const step = startTicks - before.startTicks;
      assert.ok(step >= 1, `step ${step}`);
      assert.ok(step <= 2 * before.durationTicks, `${step} after ${before.durationTicks}`);
    });
  }));
});

Deno.test("place() catches up with a burst that the network had held back", () => {
  const held = Array.from({ length: 90 }, (_, index) => {
    const due = index * INTERVAL_MS;
    return index >= 30 && index < 39 ? Math.max(due, 39 * INTERVAL_MS) : due;
  });
  const end = placed(held).at(-1)?.startTicks ?? 0;
  assert.ok(Math.abs(end - 89 * 3_000) < 300, `${end}`);
});

Deno.test("place() goes on without a gap when pictures of seconds are missing", () => {
  const arrivals = [...Array(30).keys(), ...Array(30).keys().map((at) => at + 300)]
    .map((at) => at * INTERVAL_MS);
  const times = placed(arrivals);
  const total = times.at(-1)?.startTicks ?? Infinity;
  assert.ok(total < 70 * 3_000, `${total} ticks for 60 pictures`);
});

Deno.test("place() learns a rate that the stream does not tell", () => {
  for (const rate of [1, 5, 15, 60, 120]) {
    const times = placed([...Array(120).keys()].map((at) => at * 1_000 / rate), null);
    assert.ok(
      Math.abs((times.at(-1)?.durationTicks ?? 0) / (90_000 / rate) - 1) < 0.01,
      `${rate} per second`,
    );
  }
});

Deno.test("place() makes even steps where the order of pictures depends on it", () => {
  const timeline = new LiveTimeline({ framesPerSecond: 30 }, true);
  const times = [...Array(200).keys()].map((at) =>
    timeline.place(FRAME, at * INTERVAL_MS + (at % 10 === 3 ? 150 : 0))
  );
  times.forEach(({ startTicks }, index) => {
    const before = times[index - 1];
    if (before === undefined) return;
    const share = (startTicks - before.startTicks) / before.durationTicks;
    assert.ok(share > 0.79 && share < 1.31, `${share}`);
  });
});
