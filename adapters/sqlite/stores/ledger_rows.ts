import type { Command, CommandEvent, CommandState } from "../../../actors/ledger/command.ts";
import type { Execution } from "../../../actors/ledger/messages.ts";

/** A row of `commands`. */
export interface CommandRow {
  readonly id: string;
  readonly target_kind: string;
  readonly target_key: string;
  readonly target_name: string;
  readonly action: string;
  readonly params: string;
  readonly requester_name: string;
  readonly requester_address: string;
  readonly execution_id: string | null;
  readonly idempotency_key: string | null;
  readonly correlation_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deadline_at: number;
  readonly wait_online_until: number | null;
  readonly offset_ms: number;
  readonly state: CommandState;
  readonly reason: string | null;
  readonly result: string | null;
}

/** A row of `command_events`. */
export interface CommandEventRow {
  readonly sequence: number;
  readonly command_id: string;
  readonly at: number;
  readonly state: CommandState;
  readonly reason: string | null;
  readonly result: string | null;
}

/** A row of `executions`. */
export interface ExecutionRow {
  readonly id: string;
  readonly preset_id: number;
  readonly preset_name: string;
  readonly action: Execution["action"];
  readonly barrier: number;
  readonly requester_name: string;
  readonly requester_address: string;
  readonly created_at: number;
}

/** A row as the ledger knows it. */
export function commandOf(row: CommandRow): Command {
  return {
    id: row.id,
    target: { kind: row.target_kind, key: row.target_key, name: row.target_name },
    order: { action: row.action, params: JSON.parse(row.params) },
    requester: { name: row.requester_name, address: row.requester_address },
    executionId: row.execution_id,
    idempotencyKey: row.idempotency_key,
    correlationId: row.correlation_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deadlineAt: row.deadline_at,
    waitOnlineUntil: row.wait_online_until,
    offsetMs: row.offset_ms,
    state: row.state,
    reason: row.reason,
    result: parsedOrNull(row.result),
  };
}

/** A line of a command's history as the ledger knows it. */
export function commandEventOf(row: CommandEventRow): CommandEvent {
  return {
    sequence: row.sequence,
    commandId: row.command_id,
    at: row.at,
    state: row.state,
    reason: row.reason,
    result: parsedOrNull(row.result),
  };
}

/** An execution as the ledger knows it. */
export function executionOf(row: ExecutionRow): Execution {
  return {
    id: row.id,
    presetId: row.preset_id,
    presetName: row.preset_name,
    action: row.action,
    barrier: row.barrier === 1,
    requester: { name: row.requester_name, address: row.requester_address },
    createdAt: row.created_at,
  };
}

function parsedOrNull(text: string | null): Command["result"] {
  return text === null ? null : JSON.parse(text);
}
