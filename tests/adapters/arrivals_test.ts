import assert from "node:assert/strict";
import { Arrivals } from "../../adapters/arrivals.ts";

const LIMITS = { arrivalsPerSecond: 10, burstArrivals: 3 };

/** Comes until it has to wait; answers how often that was. */
function comes(arrivals: Arrivals, address: string): number {
  let times = 0;
  while (arrivals.enter(address) === 0) times++;
  return times;
}

Deno.test("enter() lets an address in at once, then at its rate, and others beside it", () => {
  let now = 0;
  const arrivals = new Arrivals(LIMITS, () => now);
  const atOnce = comes(arrivals, "192.0.2.1");
  assert.equal(atOnce, LIMITS.burstArrivals + 1);
  assert.equal(arrivals.enter("192.0.2.1"), 100);
  assert.equal(arrivals.enter("192.0.2.2"), 0);
  now = 200;
  assert.equal(comes(arrivals, "192.0.2.1"), 2);
});

Deno.test("enter() counts nobody who has to wait, so that a flood is over when it ends", () => {
  let now = 0;
  const arrivals = new Arrivals(LIMITS, () => now);
  for (let n = 0; n < 10_000; n++) arrivals.enter("192.0.2.1");
  now = 100;
  assert.equal(arrivals.enter("192.0.2.1"), 0);
});

Deno.test("enter() remembers a bounded number of addresses", () => {
  const arrivals = new Arrivals(LIMITS, () => 0);
  comes(arrivals, "192.0.2.1");
  for (let n = 0; n < 4_096; n++) arrivals.enter(`2001:db8::${n}`);
  assert.equal(arrivals.enter("192.0.2.1"), 0);
});
