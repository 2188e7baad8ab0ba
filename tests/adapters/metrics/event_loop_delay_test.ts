import assert from "node:assert/strict";
import type { Clock } from "../../../actors/kernel/mod.ts";
import { EventLoopDelay } from "../../../adapters/metrics/event_loop_delay.ts";

/** A clock whose timers fire late by as much as it is told. */
class LateClock implements Clock {
  #now = 0;
  #timer: { readonly at: number; readonly run: () => void } | undefined;

  now(): number {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#now;
  }

  setTimer(delayMs: number, run: () => void): unknown {
    return this.#timer = { at: this.#now + delayMs, run };
  }

  clearTimer(): void {
    this.#timer = undefined;
  }

  /** Fires the timer so late; false when there is none. */
  fire(lateMs: number): boolean {
    const timer = this.#timer;
    if (!timer) return false;
    this.#now = timer.at + lateMs;
    timer.run();
    return true;
  }
}

Deno.test("read() is null before the first look", () => {
  assert.equal(new EventLoopDelay(new LateClock()).read(), null);
});

Deno.test("read() tells the middle, the hundredth worst and the worst of the last minute", () => {
  const clock = new LateClock();
  const looks: number[] = [];
  const loop = new EventLoopDelay(clock, (delayMs) => looks.push(delayMs));
  for (let index = 1; index <= 200; index++) clock.fire(index === 200 ? 500 : index);
  assert.deepEqual(loop.read(), { p50Ms: 100, p99Ms: 198, maxMs: 500 });
  assert.equal(looks.length, 200);
  assert.equal(looks.at(-1), 500);
});

Deno.test("read() forgets what is older than the last 1,200 looks", () => {
  const clock = new LateClock();
  const loop = new EventLoopDelay(clock);
  clock.fire(900);
  for (let index = 0; index < 1_200; index++) clock.fire(2);
  assert.deepEqual(loop.read(), { p50Ms: 2, p99Ms: 2, maxMs: 2 });
});

Deno.test("close() ends the looking", () => {
  const clock = new LateClock();
  const loop = new EventLoopDelay(clock);
  assert.equal(clock.fire(1), true);
  loop.close();
  assert.equal(clock.fire(1), false);
});
