import assert from "node:assert/strict";
import { ClockOffset } from "../../../dashboard/watch/clock_offset.ts";

Deno.test("ClockOffset knows nothing before the first answer, or from an answer to another question", () => {
  const clock = new ClockOffset();
  assert.equal(clock.offsetMs, null);
  const id = clock.ask(1_000, 0);
  clock.answered(id + 1, 9_000, 10);
  assert.equal(clock.offsetMs, null);
});

Deno.test("ClockOffset goes by the quickest answer, which says most about the moment between", () => {
  const clock = new ClockOffset();
  clock.answered(clock.ask(1_000, 0), 6_100, 200);
  assert.equal(clock.offsetMs, 5_000);
  clock.answered(clock.ask(3_000, 2_000), 8_005, 2_004);
  assert.equal(clock.offsetMs, 5_003);
  clock.answered(clock.ask(5_000, 4_000), 12_000, 6_000);
  assert.equal(clock.offsetMs, 5_003);
});

Deno.test("ClockOffset forgets old answers, so that a clock that was set is noticed", () => {
  const clock = new ClockOffset();
  clock.answered(clock.ask(0, 0), 1, 0);
  for (let turn = 1; turn <= 15; turn++) {
    clock.answered(clock.ask(turn, turn), turn + 60_000, turn + 10);
  }
  assert.equal(clock.offsetMs, 59_995);
});
