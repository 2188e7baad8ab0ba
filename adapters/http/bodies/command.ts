import type {
  Command as CommandRow,
  CommandEvent as Step,
} from "../../../actors/ledger/command.ts";
import { type CommandState, isFinal } from "../../../actors/ledger/command.ts";
import type { Execution as ExecutionRow } from "../../../actors/ledger/messages.ts";
import type { Command, CommandEvent } from "../../../protocols/api/command.ts";
import type {
  Execution,
  ExecutionDetail,
  ExecutionState,
} from "../../../protocols/api/execution.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";
import { type Reader, resultFor } from "../requests/withheld_logs.ts";

/** A row of the ledger, as far as `reader` may know it. */
export function commandBody(row: CommandRow, reader: Reader): Command {
  return {
    id: row.id,
    target: { kind: row.target.kind, key: row.target.key, name: row.target.name },
    action: row.order.action,
    params: row.order.params,
    requester: { name: row.requester.name, address: row.requester.address },
    executionId: row.executionId,
    idempotencyKey: row.idempotencyKey,
    correlationId: row.correlationId,
    createdAt: isoTime(row.createdAt),
    updatedAt: isoTime(row.updatedAt),
    deadlineAt: isoTime(row.deadlineAt),
    waitOnlineUntil: isoTimeOrNull(row.waitOnlineUntil),
    ...(row.offsetMs > 0 ? { offsetMs: row.offsetMs } : {}),
    state: row.state,
    reason: row.reason,
    result: resultFor(row, row.result, reader),
  };
}

/** One step of a command, as far as `reader` may know it. */
export function commandEventBody(step: Step, row: CommandRow, reader: Reader): CommandEvent {
  const { sequence, at, state, reason, result } = step;
  return { sequence, at: isoTime(at), state, reason, result: resultFor(row, result, reader) };
}

/** A run or stop of a preset. */
export function executionBody(row: ExecutionRow): Execution {
  return {
    id: row.id,
    presetId: row.presetId,
    presetName: row.presetName,
    action: row.action,
    barrier: row.barrier,
    requester: { name: row.requester.name, address: row.requester.address },
    createdAt: isoTime(row.createdAt),
  };
}

/** An execution with the result of each target. */
export function executionDetailBody(
  row: ExecutionRow,
  commands: readonly CommandRow[],
  reader: Reader,
): ExecutionDetail {
  return {
    ...executionBody(row),
    state: executionState(commands.map(({ state }) => state)),
    commands: commands.map((command) => commandBody(command, reader)),
  };
}

/** How the commands of an execution went together. */
export function executionState(states: readonly CommandState[]): ExecutionState {
  if (states.some((state) => !isFinal(state))) return "running";
  if (states.every((state) => state === "completed")) return "completed";
  if (states.every((state) => state === "cancelled")) return "cancelled";
  return states.includes("completed") ? "partial" : "failed";
}
