import assert from "node:assert/strict";
import { backoffMs, RestartBudget } from "../../../actors/kernel/supervision/supervision.ts";
import { QUICK } from "./worker.ts";

Deno.test("RestartBudget.spend() doubles the delay up to the cap and counts in a sliding window", () => {
  const policy = { ...QUICK, maxRestarts: 4, maxBackoffMs: 50 };
  const budget = new RestartBudget(policy);
  const delays = [0, 1, 2, 3, 4].map((at) => budget.spend(at, () => 0));
  assert.deepEqual(delays, [10, 20, 40, 50, undefined]);
  assert.equal(budget.left(10_000), 1);
  assert.equal(budget.spend(10_000, () => 0), 50);
});

Deno.test("RestartBudget.spend() begins the backoff again after a healthy time", () => {
  const budget = new RestartBudget(QUICK);
  assert.equal(budget.spend(0, () => 0), 10);
  budget.running(10);
  assert.equal(budget.spend(20, () => 0), 20);
  budget.running(40);
  assert.equal(budget.spend(40 + QUICK.healthyAfterMs, () => 0), 10);
});

Deno.test("backoffMs() takes off at most the jitter's share", () => {
  const policy = { ...QUICK, jitter: 0.5 };
  assert.equal(backoffMs(policy, 0, 0), 10);
  assert.equal(backoffMs(policy, 0, 1), 5);
  assert.equal(backoffMs(policy, 2000, 0.5), 750, "a long streak does not overflow");
});
