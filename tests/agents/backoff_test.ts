import assert from "node:assert/strict";
import { Backoff } from "../../agents/backoff.ts";

Deno.test("Backoff.next() doubles up to its cap, and begins anew after a reset", () => {
  const backoff = new Backoff({ firstMs: 1_000, maxMs: 30_000, jitter: 0, random: () => 0.7 });
  const waits = Array.from({ length: 7 }, () => backoff.next());
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  backoff.reset();
  assert.equal(backoff.next(), 1_000);
});

Deno.test("Backoff.next() leaves half of each wait to chance, and nothing above the cap", () => {
  let chance = 0;
  const times = { firstMs: 1_000, maxMs: 1_200, jitter: 0.5, random: () => chance };
  assert.equal(new Backoff(times).next(), 500);
  chance = 0.999;
  assert.equal(new Backoff(times).next(), 1_200);
});
