/**
 * Steps this process's wall clock as an administrator or a time server does: from now on `Date` is off by what
 * `offsetMs` says. The monotonic clock and timers go on as they were, which is how an operating system does it.
 */
export function stepClock(offsetMs: () => number): void {
  const Real = Date;
  class SteppedDate extends Real {
    constructor(...given: unknown[]) {
      super(...(given.length === 0 ? [SteppedDate.now()] : given) as [number]);
    }

    static override now(): number {
      return Real.now() + offsetMs();
    }
  }
  globalThis.Date = SteppedDate as DateConstructor;
}
