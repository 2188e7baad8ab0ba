import assert from "node:assert/strict";
import fc from "fast-check";
import { SequenceTrack } from "../../../actors/nodes/sequence_track.ts";

function counted(...readings: readonly (readonly [sequence: number, at: number])[]) {
  const track = new SequenceTrack();
  const verdicts = readings.map(([sequence, at]) => track.note(sequence, at));
  return { verdicts, counts: track.counts() };
}

Deno.test("SequenceTrack.note() counts what is missing when numbers are skipped", () => {
  const { verdicts, counts } = counted([1, 10], [2, 20], [5, 50]);
  assert.deepEqual(verdicts, ["next", "next", "gap"]);
  assert.deepEqual(counts, { received: 3, missing: 2, repeats: 0, late: 0, restarts: 0 });
});

Deno.test("SequenceTrack.note() fills a gap when what was missing comes late, once", () => {
  const { verdicts, counts } = counted([1, 10], [4, 40], [2, 20], [2, 20], [3, 30]);
  assert.deepEqual(verdicts, ["next", "gap", "late", "repeat", "late"]);
  assert.deepEqual(counts, { received: 5, missing: 0, repeats: 1, late: 2, restarts: 0 });
});

Deno.test("SequenceTrack.note() sees a new process when a lower number is of a later moment", () => {
  const { verdicts, counts } = counted([7, 70], [8, 80], [1, 90], [2, 100]);
  assert.deepEqual(verdicts, ["next", "next", "restart", "next"]);
  assert.equal(counts.restarts, 1);
});

Deno.test("SequenceTrack.note() sees a new process when the clock was set back meanwhile", () => {
  const { verdicts } = counted([5_000, 900], [1, 10], [2, 20]);
  assert.deepEqual(verdicts, ["next", "restart", "next"]);
});

Deno.test("SequenceTrack.note() sees a new process that begins with another number 1, whatever the clock says", () => {
  const { verdicts } = counted([1, 1_000], [2, 1_010], [3, 1_020], [1, 10], [2, 20]);
  assert.deepEqual(verdicts, ["next", "next", "next", "restart", "next"]);
  assert.deepEqual(counted([400, 1_000], [1, 10], [2, 20]).verdicts, ["next", "restart", "next"]);
});

Deno.test("SequenceTrack.note() takes the same number 1 for a repeat, and one that was queued for a late one", () => {
  assert.deepEqual(counted([1, 10], [2, 20], [1, 10]).verdicts, ["next", "next", "repeat"]);
  assert.deepEqual(counted([30, 300], [1, 10], [1, 10]).verdicts, ["next", "late", "repeat"]);
});

Deno.test("SequenceTrack.note() sees a new process after a clock that was years ahead for one reading", () => {
  const { verdicts } = counted([7, 70], [8, 1e12], [9, 90], [4, 100]);
  assert.deepEqual(verdicts, ["next", "next", "next", "restart"]);
});

Deno.test("SequenceTrack.note() does not call a first high number a gap: the process was there before us", () => {
  assert.deepEqual(counted([4_711, 10], [4_712, 20]).counts.missing, 0);
});

Deno.test("SequenceTrack accounts for every number of a process, whatever the order within its queue", () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 300 }), fc.integer(), (last, seed) => {
    const track = new SequenceTrack();
    track.note(1, 1);
    const rest = Array.from({ length: last - 1 }, (_, index) => index + 2);
    rest.sort((a, b) => ((a * 7_919 + seed) % 101) - ((b * 7_919 + seed) % 101));
    // The client's time of a late one is before that of the newest.
    for (const number of rest) track.note(number, number);
    const { missing, restarts, repeats } = track.counts();
    return missing === 0 && restarts === 0 && repeats === 0;
  }));
});
