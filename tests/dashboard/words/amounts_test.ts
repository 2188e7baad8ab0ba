import assert from "node:assert/strict";
import { bytes, count, percent } from "../../../dashboard/words/amounts.ts";
import { language } from "../../../dashboard/words/language.ts";

Deno.test("bytes() chooses the unit that people would", () => {
  const said = [0, 999, 1_000, 1_449, 99_950, 100_000, 1_400_000_000, 2e18].map(bytes);
  assert.deepEqual(said, [
    "0 B",
    "999 B",
    "1.0 kB",
    "1.4 kB",
    "100.0 kB",
    "100 kB",
    "1.4 GB",
    "2000 PB",
  ]);
});

Deno.test("percent() keeps one digit where it says something", () => {
  assert.deepEqual([null, 0, 9.96, 10, 99.6].map(percent), [
    "—",
    "0.0 %",
    "10.0 %",
    "10 %",
    "100 %",
  ]);
});

Deno.test("count() separates thousands, and says that nothing is known", () => {
  language.value = "en";
  assert.deepEqual([null, 7_010_895.4].map(count), ["—", "7,010,895"]);
});
