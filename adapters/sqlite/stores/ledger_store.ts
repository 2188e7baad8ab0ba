import type { Command, CommandEvent } from "../../../actors/ledger/command.ts";
import type { Execution } from "../../../actors/ledger/messages.ts";
import type {
  CommandQuery,
  LedgerChange,
  LedgerStore,
  Page,
  RememberedRequest,
} from "../../../actors/ledger/store.ts";
import { decodeCursor, pageOf } from "../cursor.ts";
import { commandEventOf, commandOf, executionOf } from "./ledger_rows.ts";
import type { CommandEventRow, CommandRow, ExecutionRow } from "./ledger_rows.ts";
import { ledgerStatements } from "./ledger_statements.ts";
import type { Reader } from "../reader.ts";
import type { Writer } from "../writer/writer.ts";
import type { SqlValue } from "../writer/writer_messages.ts";

type Condition = readonly [sql: string, ...params: SqlValue[]];

/** The ledger on disk. Lists are newest first, and steady while rows are added. */
export class SqliteLedgerStore implements LedgerStore {
  readonly #reader: Reader;
  readonly #writer: Writer;

  constructor(reader: Reader, writer: Writer) {
    this.#reader = reader;
    this.#writer = writer;
  }

  commit(changes: readonly LedgerChange[]): Promise<void> {
    return this.#writer.commit(changes.flatMap(ledgerStatements));
  }

  unfinished(atMost?: number): readonly Command[] {
    const sql =
      "SELECT * FROM commands WHERE state IN ('queued', 'sent', 'acknowledged', 'running')";
    // To put a part of them in order, all of them would have to be read.
    const rows = atMost === undefined
      ? this.#reader.all<CommandRow>(`${sql} ORDER BY rowid`)
      : this.#reader.all<CommandRow>(`${sql} LIMIT ?`, atMost);
    return rows.map(commandOf);
  }

  command(id: string): Command | undefined {
    const row = this.#reader.get<CommandRow>("SELECT * FROM commands WHERE id = ?", id);
    return row && commandOf(row);
  }

  commands(query: CommandQuery): Page<Command> {
    const conditions: Condition[] = [];
    if (query.states) {
      conditions.push(["state IN (SELECT value FROM json_each(?))", JSON.stringify(query.states)]);
    }
    if (query.target) {
      conditions.push(["target_kind = ? AND target_key = ?", query.target.kind, query.target.key]);
    }
    if (query.executionId !== undefined) conditions.push(["execution_id = ?", query.executionId]);
    const rows = this.#newest<CommandRow>("commands", conditions, query);
    return pageOf(rows.map(commandOf), query.limit);
  }

  commandEvents(id: string): readonly CommandEvent[] {
    const sql = `SELECT sequence, command_id, at, state, reason, result FROM command_events
      WHERE command_id = ? ORDER BY sequence`;
    return this.#reader.all<CommandEventRow>(sql, id).map(commandEventOf);
  }

  execution(id: string): Execution | undefined {
    const row = this.#reader.get<ExecutionRow>("SELECT * FROM executions WHERE id = ?", id);
    return row && executionOf(row);
  }

  executions(
    query: { readonly presetId?: number; readonly cursor?: string; readonly limit: number },
  ): Page<Execution> {
    const conditions: Condition[] = query.presetId === undefined
      ? []
      : [["preset_id = ?", query.presetId]];
    const rows = this.#newest<ExecutionRow>("executions", conditions, query);
    return pageOf(rows.map(executionOf), query.limit);
  }

  remembered(requesterName: string, key: string): RememberedRequest | undefined {
    const sql = `SELECT content_hash, command_ids, execution_id FROM idempotency
      WHERE requester_name = ? AND key = ?`;
    const row = this.#reader.get<IdempotencyRow>(sql, requesterName, key);
    return row && {
      contentHash: row.content_hash,
      commandIds: JSON.parse(row.command_ids),
      executionId: row.execution_id,
    };
  }

  #newest<Row>(
    table: "commands" | "executions",
    conditions: readonly Condition[],
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): Row[] {
    const all = [...conditions];
    if (cursor !== undefined) {
      const { createdAt, id } = decodeCursor(cursor);
      all.push(["(created_at, id) < (?, ?)", createdAt, id]);
    }
    const where = all.length === 0 ? "" : `WHERE ${all.map(([sql]) => sql).join(" AND ")}`;
    const params = all.flatMap(([, ...values]) => values);
    // One more than asked for tells whether there is a next page.
    const sql = `SELECT * FROM ${table} ${where} ORDER BY created_at DESC, id DESC LIMIT ?`;
    return this.#reader.all<Row>(sql, ...params, limit + 1);
  }
}

interface IdempotencyRow {
  readonly content_hash: string;
  readonly command_ids: string;
  readonly execution_id: string | null;
}
