import type { Command } from "../../../actors/ledger/command.ts";

/** A queued command for display 1, with whatever a test wants different. */
export function aCommand(different: Partial<Command> = {}): Command {
  return {
    id: "cmd_1893456000000_abcdefghi",
    target: { kind: "display", key: "1", name: "Wall-L1" },
    order: { action: "execute", params: { command: "show.exe", presetId: 7 } },
    requester: { name: "tester", address: "local" },
    executionId: null,
    idempotencyKey: null,
    correlationId: "cmd_1893456000000_abcdefghi",
    createdAt: 1_893_456_000_000,
    updatedAt: 1_893_456_000_000,
    deadlineAt: 1_893_456_060_000,
    waitOnlineUntil: null,
    offsetMs: 0,
    state: "queued",
    reason: null,
    result: null,
    ...different,
  };
}
