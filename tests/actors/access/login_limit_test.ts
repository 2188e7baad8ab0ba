import assert from "node:assert/strict";
import {
  LoginLimit,
  MAX_ADDRESSES,
  MAX_FAILURES,
  MAX_GOOD,
  WINDOW_MS,
} from "../../../actors/access/login_limit.ts";

function failTimes(limit: LoginLimit, address: string, times: number, atMs: number): void {
  for (let count = 0; count < times; count++) limit.failed(address, atMs);
}

Deno.test("waitMs() is 0 until the tenth failure, then the rest of the window", () => {
  const limit = new LoginLimit();
  failTimes(limit, "a", MAX_FAILURES - 1, 100);
  assert.equal(limit.waitMs("a", 100), 0);
  limit.failed("a", 200);
  assert.equal(limit.waitMs("a", 300), WINDOW_MS - 200);
});

Deno.test("waitMs() lets an address try again when its oldest failure has left the window", () => {
  const limit = new LoginLimit();
  failTimes(limit, "a", MAX_FAILURES, 0);
  assert.equal(limit.waitMs("a", WINDOW_MS - 1), 1);
  assert.equal(limit.waitMs("a", WINDOW_MS), 0);
});

Deno.test("waitMs() keeps addresses apart", () => {
  const limit = new LoginLimit();
  failTimes(limit, "a", MAX_FAILURES, 0);
  assert.equal(limit.waitMs("b", 0), 0);
});

Deno.test("failed() forgets the address that failed longest ago when there are too many", () => {
  const limit = new LoginLimit();
  failTimes(limit, "first", MAX_FAILURES, 0);
  for (let index = 1; index < MAX_ADDRESSES; index++) limit.failed(`other-${index}`, 0);
  assert.ok(limit.waitMs("first", 0) > 0);
  limit.failed("one more", 0);
  assert.equal(limit.waitMs("first", 0), 0);
});

Deno.test("failed() counts equal guesses once within the window, and all where nobody says what was tried", () => {
  const limit = new LoginLimit();
  for (let count = 0; count < 2 * MAX_FAILURES; count++) limit.failed("a", count, "the same");
  assert.equal(limit.waitMs("a", 100), 0);
  failTimes(limit, "a", MAX_FAILURES - 1, 100);
  assert.equal(limit.waitMs("a", 100), WINDOW_MS - 100);
  limit.failed("a", WINDOW_MS, "the same");
  assert.equal(limit.waitMs("a", WINDOW_MS), 100);
});

Deno.test("wasGood() knows a credential by its address, and forgets the longest unused", () => {
  const limit = new LoginLimit();
  limit.succeeded("a", "first");
  assert.deepEqual([limit.wasGood("a", "first"), limit.wasGood("b", "first")], [true, false]);
  for (let index = 0; index < MAX_GOOD; index++) limit.succeeded("a", `${index}`);
  assert.deepEqual([limit.wasGood("a", "first"), limit.wasGood("a", "0")], [false, true]);
});
