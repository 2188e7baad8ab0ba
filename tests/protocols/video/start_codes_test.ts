import assert from "node:assert/strict";
import fc from "fast-check";
import { nextStartCode, StartCodeScanner } from "../../../protocols/video/start_codes.ts";
import { cutAt } from "./streams.ts";

/** Mostly what start codes are made of, and now and then a run without any of it. */
const bytes = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.constantFrom(0, 0, 1, 2, 3), { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 2, max: 255 }), { maxLength: 40 }) },
  ),
  { maxLength: 12 },
).map((runs) => Uint8Array.from(runs.flat()));

/** The plain way: the places of all 00 00 01, by their last byte. */
function allOf(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 2; at < bytes.length; at++) {
    if (bytes[at] === 1 && bytes[at - 1] === 0 && bytes[at - 2] === 0) found.push(at);
  }
  return found;
}

Deno.test("nextStartCode() finds what a look at every byte finds, from any index on", () => {
  fc.assert(
    fc.property(bytes, fc.nat(300), (bytes, from) => {
      const start = Math.max(2, from % (bytes.length + 1));
      const expected = allOf(bytes).find((at) => at >= start) ?? -1;
      assert.equal(nextStartCode(bytes, start), expected);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("StartCodeScanner finds the same start codes, and their lengths, however bytes are cut", () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(300), { maxLength: 10 }), (bytes, places) => {
      const scanner = new StartCodeScanner();
      const found: string[] = [];
      let base = 0;
      for (const chunk of cutAt(bytes, places)) {
        for (let at = scanner.next(chunk, 0); at >= 0; at = scanner.next(chunk, at + 3)) {
          found.push(`${base + at} ${scanner.length(chunk, at)}`);
        }
        scanner.passed(chunk);
        base += chunk.length;
      }
      const expected = allOf(bytes).map((at) => `${at} ${bytes[at - 3] === 0 ? 4 : 3}`);
      assert.deepEqual(found, expected);
    }),
    { numRuns: 1_000 },
  );
});
