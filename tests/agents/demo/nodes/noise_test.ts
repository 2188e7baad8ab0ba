import assert from "node:assert/strict";
import { growing, hexOf, share, wander } from "../../../../agents/demo/nodes/noise.ts";

const NOW = Date.UTC(2030, 0, 1);

Deno.test("share() spreads evenly from 0 to below 1", () => {
  const values = Array.from({ length: 10_000 }, (_, n) => share(3, n));
  const tenths = Array.from(
    { length: 10 },
    (_, n) => values.filter((value) => Math.floor(value * 10) === n).length,
  );
  assert.ok(tenths.every((count) => count > 800 && count < 1_200), tenths.join(" "));
});

Deno.test("wander() stays from -1 to 1, is smooth, and is the same for the same seed", () => {
  let before = wander(5, NOW, 10_000);
  for (let ms = 0; ms < 300_000; ms += 100) {
    const value = wander(5, NOW + ms, 10_000);
    assert.ok(value >= -1 && value <= 1);
    assert.ok(Math.abs(value - before) < 0.04, `a step of ${value - before} at ${ms} ms`);
    before = value;
  }
  assert.equal(wander(5, NOW, 10_000), wander(5, NOW, 10_000));
  assert.notEqual(wander(5, NOW, 10_000), wander(6, NOW, 10_000));
});

Deno.test("growing() only grows, at its rate on average", () => {
  let before = 0;
  for (let ms = 0; ms <= 600_000; ms += 500) {
    const value = growing(5, ms, 1_000);
    assert.ok(value >= before);
    before = value;
  }
  assert.ok(Math.abs(before - 600_000) < 10_000, String(before));
});

Deno.test("hexOf() makes as many digits as wanted", () => {
  for (const chars of [1, 8, 12, 64, 256]) {
    assert.match(hexOf(5, 1, chars), new RegExp(`^[0-9a-f]{${chars}}$`));
  }
});
