import assert from "node:assert/strict";
import fc from "fast-check";
import { newLines } from "../../../actors/nodes/logs/log_merge.ts";

const lines = (text: string) => text.split("");

Deno.test("newLines() tells each line once when two readings of a log overlap", () => {
  assert.deepEqual(newLines(lines("abc"), lines("bcde")), { lines: ["d", "e"], gap: false });
  assert.deepEqual(newLines(lines("abc"), lines("abc")), { lines: [], gap: false });
  assert.deepEqual(newLines([], lines("ab")), { lines: ["a", "b"], gap: false });
});

Deno.test("newLines() finds what was seen in the middle of a longer reading", () => {
  assert.deepEqual(newLines(lines("xyz"), lines("uvwxyzab")), { lines: ["a", "b"], gap: false });
});

Deno.test("newLines() says that lines may be missing when nothing overlaps", () => {
  assert.deepEqual(newLines(lines("abc"), lines("xyz")), { lines: ["x", "y", "z"], gap: true });
  assert.deepEqual(newLines(lines("abc"), []), { lines: [], gap: false });
});

Deno.test("newLines() takes the fewest new lines of a log that repeats itself", () => {
  assert.deepEqual(newLines(lines("aaaa"), lines("aaaa")), { lines: [], gap: false });
  assert.deepEqual(newLines(lines("abab"), lines("babx")), { lines: ["x"], gap: false });
});

Deno.test("newLines() puts any log with distinct lines together again, however it is read", () => {
  const cuts = fc.array(fc.nat({ max: 19 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(cuts, fc.integer({ min: 20, max: 60 }), (steps, window) => {
      let written = 30;
      const told: string[] = [];
      const read = () =>
        Array.from({ length: written }, (_, index) => `line ${index}`).slice(-window);
      let seen: string[] = [];
      for (const step of steps) {
        const { lines: fresh, gap } = newLines(seen, read());
        assert.equal(gap, false);
        told.push(...fresh);
        seen = [...seen, ...fresh].slice(-window);
        written += step;
      }
      assert.equal(new Set(told).size, told.length);
      assert.equal(told.at(-1), `line ${written - (steps.at(-1) ?? 0) - 1}`);
    }),
    { numRuns: 200 },
  );
});

Deno.test("newLines() is quick with ten thousand equal lines", () => {
  const same = Array.from({ length: 10_000 }, () => "same");
  assert.deepEqual(newLines(same, same), { lines: [], gap: false });
  assert.deepEqual(newLines([...same, "end"], same), { lines: same, gap: true });
});
