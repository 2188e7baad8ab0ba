import assert from "node:assert/strict";
import { Histogram } from "../../../protocols/metrics/histogram.ts";

Deno.test("lines() counts each value in every bucket that holds it", () => {
  const histogram = new Histogram([1, 5]);
  for (const value of [0.5, 1, 3, 9]) histogram.observe(value);
  assert.deepEqual(histogram.lines(), [
    { suffix: "_bucket", labels: [["le", "1"]], value: 2 },
    { suffix: "_bucket", labels: [["le", "5"]], value: 3 },
    { suffix: "_bucket", labels: [["le", "+Inf"]], value: 4 },
    { suffix: "_sum", labels: [], value: 13.5 },
    { suffix: "_count", labels: [], value: 4 },
  ]);
});

Deno.test("Histogram refuses bounds that do not ascend, or have no end", () => {
  for (const bounds of [[1, 1], [2, 1], [1, Infinity], [NaN]]) {
    assert.throws(() => new Histogram(bounds), RangeError, String(bounds));
  }
});
