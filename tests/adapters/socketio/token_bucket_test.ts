import assert from "node:assert/strict";
import { TokenBucket } from "../../../adapters/socketio/token_bucket.ts";

function takes(bucket: TokenBucket, count: number, nowMs: number): number {
  return Array.from({ length: count }, () => bucket.take(nowMs)).filter(Boolean).length;
}

Deno.test("TokenBucket allows a burst of its capacity, and then what time brings back", () => {
  const bucket = new TokenBucket(10, 2, 1_000);
  assert.equal(takes(bucket, 20, 1_000), 10);
  assert.equal(takes(bucket, 20, 1_499), 0);
  assert.equal(takes(bucket, 20, 1_500), 1);
  assert.equal(takes(bucket, 20, 3_000), 3);
});

Deno.test("TokenBucket never holds more than its capacity", () => {
  const bucket = new TokenBucket(3, 100, 0);
  assert.equal(takes(bucket, 20, 3_600_000), 3);
});

Deno.test("TokenBucket keeps fractions, so that slow steady use is not starved", () => {
  const bucket = new TokenBucket(1, 1, 0);
  assert.equal(bucket.take(0), true);
  const taken = [250, 500, 750, 1_000].map((at) => bucket.take(at));
  assert.deepEqual(taken, [false, false, false, true]);
});
