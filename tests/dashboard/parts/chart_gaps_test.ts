import assert from "node:assert/strict";
import { withGaps } from "../../../dashboard/parts/chart_gaps.ts";

Deno.test("withGaps() puts an unknown value where nothing was heard for a while", () => {
  const drawn = withGaps([0, 60, 120, 600, 660], [[1, 2, 3, 4, 5], [9, null, 9, 9, 9]]);
  assert.deepEqual(drawn.at, [0, 60, 120, 180, 600, 660]);
  assert.deepEqual(drawn.columns, [[1, 2, 3, null, 4, 5], [9, null, 9, null, 9, 9]]);
});

Deno.test("withGaps() leaves what has none as it is, a late reading among it", () => {
  const [at, columns] = [[0, 60, 120, 270], [[1, 2, 3, 4]]];
  assert.deepEqual(withGaps(at, columns), { at, columns });
  assert.deepEqual(withGaps([], [[]]), { at: [], columns: [[]] });
  assert.deepEqual(withGaps([5], [[1]]), { at: [5], columns: [[1]] });
});
