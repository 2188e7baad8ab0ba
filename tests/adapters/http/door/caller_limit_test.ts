import assert from "node:assert/strict";
import { CallerLimit } from "../../../../adapters/http/door/caller_limit.ts";

const LIMITS = { requestsPerSecond: 10, burstRequests: 5 };
const HERE = "192.0.2.1";

Deno.test("waitMs() is 0 within the burst, and until the rate is kept again beyond it", () => {
  const limit = new CallerLimit(LIMITS);
  for (let n = 0; n < 5; n++) limit.charge(HERE, 1, 0);
  assert.equal(limit.waitMs(HERE, undefined, 0), 0);
  for (let n = 0; n < 3; n++) limit.charge(HERE, 1, 0);
  assert.equal(limit.waitMs(HERE, undefined, 0), 300);
  assert.equal(limit.waitMs(HERE, undefined, 300), 0);
  assert.equal(limit.waitMs("192.0.2.2", undefined, 0), 0, "another address");
});

Deno.test("waitMs() is 0 for a credential that was good, whatever comes from its address", () => {
  const limit = new CallerLimit(LIMITS);
  limit.vouch("Bearer good");
  limit.charge(HERE, 100, 0);
  assert.equal(limit.waitMs(HERE, "Bearer good", 0), 0);
  assert.ok(limit.waitMs(HERE, "Bearer guessed", 0) > 0);
  limit.disown("Bearer good");
  assert.ok(limit.waitMs(HERE, "Bearer good", 0) > 0);
});

Deno.test("charge() remembers a bounded number of addresses, and forgets the longest known", () => {
  const limit = new CallerLimit(LIMITS);
  limit.charge(HERE, 100, 0);
  for (let n = 0; n < 4_096; n++) limit.charge(`2001:db8::${n.toString(16)}`, 100, 0);
  assert.equal(limit.waitMs(HERE, undefined, 0), 0);
  assert.ok(limit.waitMs("2001:db8::fff", undefined, 0) > 0);
});
