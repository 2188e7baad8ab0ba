import assert from "node:assert/strict";
import { mock } from "node:test";
import { Admission } from "../../adapters/admission.ts";

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
    const inside = crowd(new Admission(() => 128), 500);
    assert.equal(inside.length, 128);
    inside[0]?.();
    assert.equal(inside.length, 129);
    inside[0]?.();
    assert.equal(inside.length, 129, "done twice makes room once");
  }));

Deno.test("enter() lets others in when those inside do not get done", () =>
  withClock((advance) => {
    const inside = crowd(new Admission(() => 128), 300);
    advance(199);
    assert.equal(inside.length, 128);
    advance(1);
    assert.equal(inside.length, 256);
    advance(200);
    assert.equal(inside.length, 300);
  }));

Deno.test("enter() lets fewer in at once when there is less room than before, and more when it is back", () =>
  withClock((advance) => {
    let room = 8;
    const admission = new Admission(() => room);
    const inside = crowd(admission, 40);
    assert.equal(inside.length, 8);
    room = 2;
    advance(200);
    assert.equal(inside.length, 10, "eight have left, two have come in");
    room = Infinity;
    advance(200);
    assert.equal(inside.length, 40);
  }));
