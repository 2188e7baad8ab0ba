import assert from "node:assert/strict";
import { mock } from "node:test";
import { Admission } from "../../../adapters/socketio/admission.ts";

/** Enters so many, and gives what frees the place of each that was let in, in order. */
function crowd(admission: Admission, count: number): (() => void)[] {
  const inside: (() => void)[] = [];
  for (let n = 0; n < count; n++) admission.enter((done) => inside.push(done));
  return inside;
}

function withClock(test: (advance: (ms: number) => void) => void): void {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    test((ms) => mock.timers.tick(ms));
  } finally {
    mock.timers.reset();
  }
}

Deno.test("enter() lets some in at once, and the next whenever one is done", () =>
  withClock(() => {
    const inside = crowd(new Admission(), 500);
    const atOnce = inside.length;
    assert.ok(atOnce > 0 && atOnce < 500, `${atOnce} at once`);
    inside[0]?.();
    assert.equal(inside.length, atOnce + 1);
    inside[0]?.();
    assert.equal(inside.length, atOnce + 1, "done twice makes room once");
  }));

Deno.test("enter() lets others in when those inside do not get done", () =>
  withClock((advance) => {
    const inside = crowd(new Admission(), 300);
    const atOnce = inside.length;
    advance(199);
    assert.equal(inside.length, atOnce);
    advance(1);
    assert.equal(inside.length, Math.min(300, 2 * atOnce));
    advance(200);
    assert.equal(inside.length, 300);
  }));
