import assert from "node:assert/strict";
import { drawnAtOnce } from "../../../dashboard/parts/drawn_rows.ts";

Deno.test("drawnAtOnce() draws no row that is not in sight, and keeps those of the margin that are there", () => {
  const [seen, wanted] = [{ first: 20, last: 30 }, { first: 15, last: 35 }];
  assert.deepEqual(drawnAtOnce({ first: 10, last: 30 }, seen, wanted), { first: 15, last: 30 });
  assert.deepEqual(drawnAtOnce({ first: 25, last: 45 }, seen, wanted), { first: 20, last: 35 });
  assert.deepEqual(drawnAtOnce(wanted, seen, wanted), wanted);
});

Deno.test("drawnAtOnce() keeps nothing after a jump to where nothing is drawn", () => {
  const [seen, wanted] = [{ first: 80, last: 90 }, { first: 75, last: 95 }];
  assert.deepEqual(drawnAtOnce({ first: 0, last: 20 }, seen, wanted), seen);
  assert.deepEqual(drawnAtOnce({ first: 0, last: 76 }, seen, wanted), seen);
  assert.deepEqual(drawnAtOnce({ first: 94, last: 120 }, seen, wanted), seen);
});

Deno.test("drawnAtOnce() leaves no gap between what is in sight and what it keeps", () => {
  const [seen, wanted] = [{ first: 20, last: 30 }, { first: 15, last: 35 }];
  for (let first = 0; first < 50; first++) {
    for (let last = first; last < 50; last++) {
      const rows = drawnAtOnce({ first, last }, seen, wanted);
      assert.ok(rows.first <= seen.first && rows.last >= seen.last, "all in sight is drawn");
      assert.ok(rows.first >= wanted.first && rows.last <= wanted.last, "and nothing beyond");
      const isNew = (row: number) => row < first || row >= last;
      for (let row = rows.first; row < rows.last; row++) {
        const inSight = row >= seen.first && row < seen.last;
        assert.ok(inSight || !isNew(row), `row ${row} of ${first} to ${last} waits`);
      }
    }
  }
});
