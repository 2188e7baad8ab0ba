import assert from "node:assert/strict";
import { Timeline } from "./timeline.ts";

const text = (at: number) => new Date(at).toISOString();
const HOUR_MS = 3_600_000;

Deno.test("realTimes() finds each moment that a stepped clock may have meant", () => {
  const timeline = new Timeline();
  timeline.offsets.push({ from: 100_000, offsetMs: HOUR_MS }, { from: 200_000, offsetMs: 0 });
  assert.deepEqual(timeline.realTimes(text(50_000)), [50_000]);
  // Or it was an hour later, when the clock was right again.
  assert.deepEqual(timeline.realTimes(text(HOUR_MS + 150_000)), [150_000, HOUR_MS + 150_000]);
  assert.deepEqual(timeline.realTimes(text(150_000)), []);
});

Deno.test("realTimes() answers two moments when the clock was set back over them", () => {
  const timeline = new Timeline();
  timeline.offsets.push({ from: 100_000, offsetMs: -50_000 });
  assert.deepEqual(timeline.realTimes(text(80_000)), [80_000, 130_000]);
});

Deno.test("around() finds what lasts, and what has ended just before", () => {
  const timeline = new Timeline();
  const trouble = {
    torment: { kind: "cut", atMs: 0, forMs: 10 },
    members: [],
    from: 1_000,
    until: 2_000,
  } as const;
  timeline.troubles.push({ ...trouble });
  assert.equal(timeline.around(1_500, 0).length, 1);
  assert.equal(timeline.around(2_400, 500).length, 1);
  assert.equal(timeline.around(2_600, 500).length, 0);
  assert.equal(timeline.around(900, 500).length, 0);
});
