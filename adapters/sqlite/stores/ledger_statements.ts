import type { Command, CommandEvent } from "../../../actors/ledger/command.ts";
import type { Execution } from "../../../actors/ledger/messages.ts";
import type { LedgerChange } from "../../../actors/ledger/store.ts";
import { pruneChain } from "../chains/chain_pruning.ts";
import type { ChainedRow, Statement } from "../writer/writer_messages.ts";

const ADD_COMMAND = `INSERT INTO commands (id, target_kind, target_key, target_name, action, params,
  requester_name, requester_address, execution_id, idempotency_key, correlation_id, created_at, updated_at,
  deadline_at, wait_online_until, offset_ms, state, reason, result)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const CHANGE_COMMAND =
  `UPDATE commands SET updated_at = ?, deadline_at = ?, wait_online_until = ?, state = ?,
  reason = ?, result = ? WHERE id = ?`;
const EVENT: ChainedRow = { chain: "commands" };
// Half of what a batch carries to the writing thread would be this event's copy of the row; these are the places of
// id, updated_at, state, reason and result in the statements above.
const EVENT_OF_ADDED: ChainedRow = { chain: "commands", places: [0, 12, 16, 17, 18] };
const EVENT_OF_CHANGED: ChainedRow = { chain: "commands", places: [6, 0, 3, 4, 5] };
const ADD_EXECUTION = `INSERT INTO executions (id, preset_id, preset_name, action, barrier,
  requester_name, requester_address, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const ADD_IDEMPOTENCY = `INSERT INTO idempotency (requester_name, key, content_hash, created_at,
  command_ids, execution_id) VALUES (?, ?, ?, ?, ?, ?)`;

const OLD_COMMANDS = `SELECT id FROM commands WHERE created_at < ?1
  AND state IN ('completed', 'failed', 'timed_out', 'cancelled', 'unknown')
  ORDER BY created_at, id LIMIT ?2`;
const PRUNE_COMMANDS = `DELETE FROM commands WHERE id IN (${OLD_COMMANDS})`;
const PRUNE_EXECUTIONS = `DELETE FROM executions WHERE id IN (
  SELECT id FROM executions WHERE created_at < ?1
    AND NOT EXISTS (SELECT 1 FROM commands WHERE execution_id = executions.id)
  ORDER BY created_at, id LIMIT ?2)`;
// From the beginning to the first that is too young, so that what is left is one unbroken row of events.
const PRUNE_EVENTS = pruneChain("commands");
const PRUNE_IDEMPOTENCY = "DELETE FROM idempotency WHERE created_at < ?";

/** What one change of the ledger does to the tables. A command's row and its event go together. */
export function ledgerStatements(change: LedgerChange): readonly Statement[] {
  switch (change.type) {
    case "commandAdded":
      return [addCommand(change.command), [EVENT_OF_ADDED, []]];
    case "commandChanged":
      return [changeCommand(change.command), [EVENT_OF_CHANGED, []]];
    case "commandNoted":
      return [addEvent(change.event)];
    case "executionAdded":
      return [addExecution(change.execution)];
    case "idempotencyAdded":
      return [addIdempotency(change)];
    case "historyPruned":
      return prune(change);
    case "idempotencyPruned":
      return [[PRUNE_IDEMPOTENCY, [change.before]]];
  }
}

/** Runs go after their commands, which refer to them. */
function prune(
  { before, atMost }: Extract<LedgerChange, { type: "historyPruned" }>,
): readonly Statement[] {
  return [
    [PRUNE_COMMANDS, [before, atMost]],
    [PRUNE_EXECUTIONS, [before, atMost]],
    ...PRUNE_EVENTS(before, 2 * atMost),
  ];
}

function addCommand(command: Command): Statement {
  const { target, order, requester } = command;
  return [ADD_COMMAND, [
    command.id,
    target.kind,
    target.key,
    target.name,
    order.action,
    JSON.stringify(order.params),
    requester.name,
    requester.address,
    command.executionId,
    command.idempotencyKey,
    command.correlationId,
    command.createdAt,
    command.updatedAt,
    command.deadlineAt,
    command.waitOnlineUntil,
    command.offsetMs,
    command.state,
    command.reason,
    jsonOrNull(command.result),
  ]];
}

function changeCommand(command: Command): Statement {
  return [CHANGE_COMMAND, [
    command.updatedAt,
    command.deadlineAt,
    command.waitOnlineUntil,
    command.state,
    command.reason,
    jsonOrNull(command.result),
    command.id,
  ]];
}

function addEvent(
  { commandId, at, state, reason, result }: Omit<CommandEvent, "sequence">,
): Statement {
  return [EVENT, [commandId, at, state, reason, jsonOrNull(result)]];
}

function addExecution(execution: Execution): Statement {
  return [ADD_EXECUTION, [
    execution.id,
    execution.presetId,
    execution.presetName,
    execution.action,
    Number(execution.barrier),
    execution.requester.name,
    execution.requester.address,
    execution.createdAt,
  ]];
}

function addIdempotency(change: Extract<LedgerChange, { type: "idempotencyAdded" }>): Statement {
  return [ADD_IDEMPOTENCY, [
    change.requesterName,
    change.idempotency.key,
    change.idempotency.contentHash,
    change.createdAt,
    JSON.stringify(change.commandIds),
    change.executionId,
  ]];
}

function jsonOrNull(value: Command["result"]): string | null {
  return value === null ? null : JSON.stringify(value);
}
