import assert from "node:assert/strict";
import { displayOrder } from "../../../../dashboard/pages/schedules/schedule_draft.ts";

const MINUTE = { deadlineMs: 60_000, waitOnlineMs: null };

Deno.test("displayOrder() gives machines five minutes, and everything else what it had", () => {
  assert.deepEqual(displayOrder("check", MINUTE), { action: "check", ...MINUTE });
  assert.deepEqual(displayOrder("stop", MINUTE), { action: "stop", presetId: null, ...MINUTE });
  const slow = { deadlineMs: 300_000, waitOnlineMs: null };
  assert.deepEqual(displayOrder("wake", MINUTE), { action: "wake", ...slow });
  for (const what of ["restart", "shutdown"] as const) {
    assert.deepEqual(displayOrder(what, MINUTE), { action: "power", what, ...slow });
  }
  const longer = { deadlineMs: 600_000, waitOnlineMs: 5_000 };
  assert.deepEqual(displayOrder("wake", longer), { action: "wake", ...longer });
});

Deno.test("displayOrder() knows no other word", () => {
  for (const word of ["", "power", "toString", "explode"]) {
    assert.equal(displayOrder(word, MINUTE), undefined);
  }
});
