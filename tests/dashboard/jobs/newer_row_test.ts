import assert from "node:assert/strict";
import { newerRow } from "../../../dashboard/jobs/newer_row.ts";
import type { Command } from "../../../protocols/api/command.ts";

const EARLY = "2026-03-01T10:00:00.000Z";
const LATE = "2026-03-01T10:00:00.001Z";

function row(state: Command["state"], updatedAt = EARLY): Command {
  return {
    id: "cmd_1700000000000_abcdefghi",
    target: { kind: "display", key: "1", name: "Wall-L1" },
    action: "check",
    params: {},
    requester: { name: "tester", address: "127.0.0.1" },
    executionId: null,
    idempotencyKey: null,
    correlationId: "cmd_1700000000000_abcdefghi",
    createdAt: EARLY,
    updatedAt,
    deadlineAt: "2026-03-01T10:01:00.000Z",
    waitOnlineUntil: null,
    state,
    reason: null,
    result: null,
  };
}

Deno.test("newerRow() takes what was read first where nothing is known", () => {
  assert.equal(newerRow(undefined, row("queued")).state, "queued");
});

Deno.test("newerRow() keeps the event when the answer to the request comes after it", () => {
  assert.equal(newerRow(row("completed", LATE), row("queued", EARLY)).state, "completed");
  assert.equal(newerRow(row("queued", EARLY), row("completed", LATE)).state, "completed");
});

Deno.test("newerRow() goes by the state when both are of the same millisecond", () => {
  const order = ["queued", "sent", "acknowledged", "running", "completed"] as const;
  for (const [nth, known] of order.entries()) {
    for (const [other, read] of order.entries()) {
      const expected = order[Math.max(nth, other)];
      assert.equal(newerRow(row(known), row(read)).state, expected, `${known}, then ${read}`);
    }
  }
});
