import type { AuditLine } from "../../../actors/audit/audit_line.ts";
import type {
  AuditQuery,
  AuditRecord,
  AuditRetention,
  AuditStore,
  ChainHead,
  ChainName,
} from "../../../actors/audit/store.ts";
import type { Page } from "../../../actors/ledger/store.ts";
import { addLine, type AuditRow, recordOf } from "./audit_rows.ts";
import { pruneChain } from "../chains/chain_pruning.ts";
import { CHAINS, GENESIS } from "../chains/chains.ts";
import { historyPage, placeOf } from "./history_page.ts";
import type { Reader } from "../reader.ts";
import type { Writer } from "../writer/writer.ts";
import type { SqlValue } from "../writer/writer_messages.ts";

const PRUNE = pruneChain("audit");
const HEAD = "SELECT sequence, hash FROM chain_heads WHERE chain = ?";
/** The time of the newest line that is one too many; numbers have no gaps, so none of the others is read. */
const SURPLUS = `SELECT at FROM audit WHERE sequence <= (SELECT max(sequence) FROM audit) - ?
  ORDER BY sequence DESC LIMIT 1`;

type Condition = readonly [column: string, comparison: string, value: SqlValue | undefined];

/** The audit trail on disk. */
export class SqliteAuditStore implements AuditStore {
  readonly #reader: Reader;
  readonly #writer: Writer;

  constructor(reader: Reader, writer: Writer) {
    this.#reader = reader;
    this.#writer = writer;
  }

  commit(lines: readonly AuditLine[]): Promise<void> {
    return this.#writer.commit(lines.map(addLine));
  }

  prune({ before, keep, atMost }: AuditRetention): Promise<void> {
    const surplus = this.#reader.get<{ readonly at: number }>(SURPLUS, keep);
    return this.#writer.commit(PRUNE(Math.max(before, (surplus?.at ?? -1) + 1), atMost));
  }

  lines(query: AuditQuery): Page<AuditRecord> {
    const { createdAt, id } = placeOf(query.cursor);
    const [conditions, values] = conditionsOf(query);
    const where = ["(at, sequence) < (?, ?)", ...conditions].join(" AND ");
    const sql = `SELECT * FROM audit WHERE ${where} ORDER BY at DESC, sequence DESC LIMIT ?`;
    const rows = this.#reader.all<AuditRow>(sql, createdAt, id, ...values, query.limit + 1);
    const found = rows.map((row) => ({ ...recordOf(row), id: row.sequence }));
    const { items, nextCursor } = historyPage(found, query.limit);
    return { items: items.map(({ id: _id, ...record }) => record), nextCursor };
  }

  heads(): readonly ChainHead[] {
    return (Object.keys(CHAINS) as ChainName[]).map((chain) => {
      const row = this.#reader.get<{ readonly sequence: number; readonly hash: string }>(
        HEAD,
        chain,
      );
      return { chain, sequence: row?.sequence ?? 0, hash: row?.hash ?? GENESIS };
    });
  }
}

/**
 * One of the columns is looked up by its index, the one that tells most; a `+` keeps SQLite from choosing another, of
 * which it knows no better without statistics.
 */
function conditionsOf(
  { who, kind, subject, from, to }: AuditQuery,
): readonly [conditions: readonly string[], values: readonly SqlValue[]] {
  const byIndex: readonly Condition[] = [
    ["subject_kind", "=", subject?.kind],
    ["subject_key", "=", subject?.key],
    ["kind", "=", kind],
    ["who", "=", who],
  ];
  const given = byIndex.filter(([, , value]) => value !== undefined);
  const led = given.filter(([column]) => column.startsWith("subject_"));
  const leading = new Set(led.length > 0 ? led : given.slice(0, 1));
  const conditions = [
    ...given.map((condition) => textOf(condition, leading.has(condition))),
    ...(from === undefined ? [] : ["at >= ?"]),
    ...(to === undefined ? [] : ["at < ?"]),
  ];
  const values = [...given.map(([, , value]) => value), from, to];
  return [conditions, values.filter((value) => value !== undefined)];
}

function textOf([column, comparison]: Condition, isLeading: boolean): string {
  return `${isLeading ? "" : "+"}${column} ${comparison} ?`;
}
