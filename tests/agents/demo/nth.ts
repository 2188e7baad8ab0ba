import assert from "node:assert/strict";

/** The n-th of some, from 0, which must be there. */
export function nth<T>(some: readonly T[], n: number): T {
  return some[n] ?? assert.fail(`there are only ${some.length}`);
}
