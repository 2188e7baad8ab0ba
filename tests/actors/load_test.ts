import assert from "node:assert/strict";
import {
  FALL_MS,
  type JudgedLoad,
  judgeLoad,
  loadLimits,
  type LoadReading,
  RISE_MS,
  UNLOADED,
} from "../../actors/load.ts";

const LIMITS = loadLimits(1_000);
const CALM: LoadReading = { eventLoop: 1, mailboxes: 0, database: 0, memory: 0 };
const LATE = { ...CALM, eventLoop: 200 };
const VERY_LATE = { ...CALM, eventLoop: 700 };

/** Judges the reading once a second for so long, from `begin` on. */
function judgeFor(before: JudgedLoad, reading: LoadReading, beginMs: number, ms: number) {
  let judged = before;
  for (let at = 0; at <= ms; at += 1_000) {
    judged = judgeLoad(judged, reading, LIMITS, beginMs + at);
  }
  return judged;
}

Deno.test("judgeLoad() rises when too much has lasted, to where it is", () => {
  assert.equal(judgeFor(UNLOADED, LATE, 0, RISE_MS - 1_000).state, "normal");
  const busy = judgeFor(UNLOADED, LATE, 0, RISE_MS);
  assert.deepEqual([busy.state, busy.causes], ["busy", ["eventLoop"]]);
  assert.equal(judgeFor(UNLOADED, VERY_LATE, 0, RISE_MS).state, "overloaded");
});

Deno.test("judgeLoad() forgets what was over again before its time", () => {
  const once = judgeFor(UNLOADED, VERY_LATE, 0, RISE_MS - 1_000);
  const calm = judgeLoad(once, CALM, LIMITS, RISE_MS);
  assert.equal(judgeFor(calm, VERY_LATE, RISE_MS + 1_000, RISE_MS - 1_000).state, "normal");
});

Deno.test("judgeLoad() falls one state at a time, each after its calm", () => {
  const overloaded = judgeFor(UNLOADED, VERY_LATE, 0, RISE_MS);
  const begin = RISE_MS + 1_000;
  assert.equal(judgeFor(overloaded, CALM, begin, FALL_MS - 1_000).state, "overloaded");
  const busy = judgeFor(overloaded, CALM, begin, FALL_MS);
  assert.equal(busy.state, "busy");
  const normal = judgeFor(busy, CALM, begin + FALL_MS + 1_000, FALL_MS);
  assert.deepEqual([normal.state, normal.causes], ["normal", []]);
});

Deno.test("judgeLoad() stays busy while what was too much is just below its limit", () => {
  const busy = judgeFor(UNLOADED, LATE, 0, RISE_MS);
  const nearly = { ...CALM, eventLoop: 0.9 * LIMITS.eventLoop.busy };
  assert.equal(judgeFor(busy, nearly, RISE_MS, 10 * FALL_MS).state, "busy");
});

Deno.test("judgeLoad() names every cause, and takes memory by its ceiling", () => {
  const ceiling = 1_000 * 1_048_576;
  const judged = judgeFor(UNLOADED, { ...LATE, memory: 0.85 * ceiling }, 0, RISE_MS);
  assert.deepEqual([judged.state, judged.causes], ["busy", ["eventLoop", "memory"]]);
  const full = judgeFor(UNLOADED, { ...LATE, memory: 0.96 * ceiling }, 0, RISE_MS);
  assert.deepEqual([full.state, full.causes], ["overloaded", ["memory"]]);
});
