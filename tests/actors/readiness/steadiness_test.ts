import assert from "node:assert/strict";
import type { Finding } from "../../../actors/readiness/findings.ts";
import { SETTLE_MS, Steadiness } from "../../../actors/readiness/steadiness.ts";

const GRACE_MS = 5_000;
const START = 1_000_000;

const fault = (key: string, changes: Partial<Finding> = {}): Finding => ({
  kind: "display",
  key,
  name: `Wall-${key}`,
  code: "offline",
  weight: "blocks",
  ...changes,
});

/** Takes findings at times on both clocks. */
function watch(steadiness: Steadiness, atMs: number, ...findings: Finding[]) {
  const { blockers, nextMs } = steadiness.take(findings, GRACE_MS, atMs, START + atMs);
  return { codes: blockers.map(({ key, code }) => `${key} ${code}`), blockers, nextMs };
}

Deno.test("take() counts a fault after the grace time, and says when to look again", () => {
  const steadiness = new Steadiness();
  const first = watch(steadiness, 100, fault("1"));
  assert.deepEqual([first.codes, first.nextMs], [[], 5_100]);
  assert.deepEqual(watch(steadiness, 5_099, fault("1")).codes, []);
  const counts = watch(steadiness, 5_100, fault("1"));
  assert.deepEqual([counts.codes, counts.nextMs], [["1 offline"], Infinity]);
  assert.equal(counts.blockers[0]?.since, START + 100);
});

Deno.test("take() never counts a fault that is gone within the grace time", () => {
  const steadiness = new Steadiness();
  watch(steadiness, 0, fault("1"));
  assert.equal(watch(steadiness, 1_000).nextMs, 1_000 + SETTLE_MS);
  assert.deepEqual(watch(steadiness, 1_000 + SETTLE_MS).nextMs, Infinity);
  assert.deepEqual(watch(steadiness, 10_000).codes, []);
});

Deno.test("take() clears a fault after it has been gone for a while, and not at the first good moment", () => {
  const steadiness = new Steadiness();
  watch(steadiness, 0, fault("1"));
  watch(steadiness, 5_000, fault("1"));
  const gone = watch(steadiness, 6_000);
  assert.deepEqual([gone.codes, gone.nextMs], [["1 offline"], 6_000 + SETTLE_MS]);
  assert.deepEqual(watch(steadiness, 6_000 + SETTLE_MS - 1).codes, ["1 offline"]);
  assert.deepEqual(watch(steadiness, 6_000 + SETTLE_MS).codes, []);
});

Deno.test("take() counts what comes and goes again and again, as one fault since its beginning", () => {
  const steadiness = new Steadiness();
  for (let atMs = 0; atMs < 20_000; atMs += 4_000) {
    watch(steadiness, atMs, fault("1"));
    watch(steadiness, atMs + 1_500, fault("1"));
    watch(steadiness, atMs + 2_000);
  }
  const { codes, blockers } = watch(steadiness, 20_000, fault("1"));
  assert.deepEqual([codes, blockers[0]?.since], [["1 offline"], START]);
});

Deno.test("take() lets a fault get worse without a new grace time", () => {
  const steadiness = new Steadiness();
  watch(steadiness, 0, fault("1", { code: "stale", weight: "warns" }));
  watch(steadiness, 6_000, fault("1", { code: "stale", weight: "warns" }));
  assert.deepEqual(watch(steadiness, 6_100, fault("1")).codes, ["1 offline"]);
});

Deno.test("take() keeps members apart, and names that are missing", () => {
  const steadiness = new Steadiness();
  const missing = [fault("", { name: "A", code: "missing" }), fault("", { name: "B" })];
  const all = [fault("1"), fault("1", { kind: "camera" }), ...missing];
  watch(steadiness, 0, ...all);
  assert.equal(watch(steadiness, GRACE_MS, ...all).codes.length, 4);
});

Deno.test("take() counts at once where there is no grace time, and forgets what is gone", () => {
  const steadiness = new Steadiness();
  assert.equal(steadiness.take([fault("1")], 0, 0, START).blockers.length, 1);
  for (let round = 1; round <= 3; round++) {
    steadiness.take([], 0, round * SETTLE_MS, START);
  }
  assert.deepEqual(steadiness.take([], 0, 60_000, START), { blockers: [], nextMs: Infinity });
});

Deno.test("take() does not count what was gone before a short grace time was over", () => {
  const steadiness = new Steadiness();
  steadiness.take([fault("1")], 1_000, 0, START);
  steadiness.take([], 1_000, 500, START);
  assert.deepEqual(steadiness.take([], 1_000, 1_500, START).blockers, []);
  assert.equal(steadiness.take([fault("1")], 1_000, 2_000, START).blockers.length, 1);
});
