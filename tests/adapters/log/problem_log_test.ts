import assert from "node:assert/strict";
import { ProblemLog } from "../../../adapters/log/mod.ts";
import type { Clock } from "../../../actors/kernel/types.ts";
import { captureLog, parseLines } from "./capture.ts";

/** Time that passes when told to. */
class HandClock implements Clock {
  #now = 0;
  readonly #timers = new Map<object, { readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }
  monotonicMs(): number {
    return this.#now;
  }
  setTimer(delayMs: number, run: () => void): unknown {
    const handle = {};
    this.#timers.set(handle, { at: this.#now + delayMs, run });
    return handle;
  }
  clearTimer(handle: unknown): void {
    if (typeof handle === "object" && handle !== null) this.#timers.delete(handle);
  }
  get pending(): number {
    return this.#timers.size;
  }
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end)
        .toSorted((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) break;
      this.#timers.delete(due[0]);
      this.#now = due[1].at;
      due[1].run();
    }
    this.#now = end;
  }
}

function said(lines: readonly string[]): string[] {
  return parseLines(lines).map((line) => line.message);
}

Deno.test("report() says a problem once per kind and address when it repeats within 10 s", () => {
  const lines = captureLog();
  const problems = new ProblemLog(new HandClock());
  for (let i = 0; i < 5; i++) problems.report("tooLarge", "10.0.0.1", `got ${i}`);
  problems.report("tooLarge", "10.0.0.2", "got 1");
  problems.report("binary", "10.0.0.1", "got 1");
  assert.deepEqual(said(lines), [
    "10.0.0.1: got 0 (tooLarge)",
    "10.0.0.2: got 1 (tooLarge)",
    "10.0.0.1: got 1 (binary)",
  ]);
});

Deno.test("report() counts what it held back when the window ends, and then falls silent", () => {
  const lines = captureLog();
  const clock = new HandClock();
  const problems = new ProblemLog(clock);
  for (let i = 0; i < 1_000; i++) problems.report("flood", "10.0.0.1", "again");
  clock.pass(10_000);
  assert.deepEqual(said(lines).slice(1), ["10.0.0.1: 999 more of the same (flood)"]);
  assert.equal(clock.pending, 0);
  problems.report("flood", "10.0.0.1", "again");
  assert.equal(lines.length, 3);
});

Deno.test("report() stays bounded when very many addresses misbehave", () => {
  const lines = captureLog();
  const clock = new HandClock();
  const problems = new ProblemLog(clock, { capacity: 3 });
  for (let i = 0; i < 100; i++) problems.report("flood", `10.0.0.${i}`, "x");
  assert.equal(lines.length, 4);
  clock.pass(10_000);
  assert.equal(said(lines).at(-1), "(others): 96 more of the same (flood)");
});

Deno.test("report() cuts the detail when a peer made it long", () => {
  const lines = captureLog();
  new ProblemLog(new HandClock()).report("name", "10.0.0.1", "x".repeat(10_000));
  assert.ok((lines[0]?.length ?? 0) < 1_000);
});

Deno.test("close() says what is held back and leaves no timer", () => {
  const lines = captureLog();
  const clock = new HandClock();
  const problems = new ProblemLog(clock);
  problems.report("flood", "a", "x");
  problems.report("flood", "a", "x");
  problems.close();
  assert.equal(said(lines).at(-1), "a: 1 more of the same (flood)");
  assert.equal(clock.pending, 0);
});
