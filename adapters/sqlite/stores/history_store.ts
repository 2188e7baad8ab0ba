import type {
  HistoryBlock,
  HistoryChange,
  HistoryStore,
  Resolution,
} from "../../../actors/nodes/history/store.ts";
import type { Reader } from "../reader.ts";
import type { Writer } from "../writer/writer.ts";
import type { Statement } from "../writer/writer_messages.ts";

/** Blocks that one container may have; half-hours since 1970 fit until the year 2926. */
export const BLOCK_ROOM = 2 ** 24;

const TABLES: Readonly<Record<Resolution, string>> = {
  minute: "container_minutes",
  hour: "container_hours",
};

/** `||` makes a text of two blobs, with the same bytes. */
const appendTo = (table: string) =>
  `INSERT INTO ${table} (id, records) VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET records = CAST(records || excluded.records AS BLOB)`;
const pruneFrom = (table: string) => `DELETE FROM ${table} WHERE id >= ? AND id < ?`;

const blocksOf = (table: string) =>
  `SELECT id, records FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id`;

const APPEND = { minute: appendTo(TABLES.minute), hour: appendTo(TABLES.hour) } as const;
const PRUNE = { minute: pruneFrom(TABLES.minute), hour: pruneFrom(TABLES.hour) } as const;
const BLOCKS = { minute: blocksOf(TABLES.minute), hour: blocksOf(TABLES.hour) } as const;

interface BlockRow {
  readonly id: number;
  readonly records: Uint8Array;
}

/** The history of containers on disk. */
export class SqliteHistoryStore implements HistoryStore {
  readonly #reader: Reader;
  readonly #writer: Writer;

  constructor(reader: Reader, writer: Writer) {
    this.#reader = reader;
    this.#writer = writer;
  }

  commit(changes: readonly HistoryChange[]): Promise<void> {
    return this.#writer.commit(changes.map(statementOf));
  }

  blocks(
    resolution: Resolution,
    containerId: number,
    first: number,
    last: number,
  ): readonly HistoryBlock[] {
    return readBlocks(this.#reader, resolution, containerId, first, last);
  }

  newestBlock(resolution: Resolution, containerId: number): HistoryBlock | undefined {
    const sql = `SELECT id, records FROM ${TABLES[resolution]} WHERE id >= ? AND id < ?
      ORDER BY id DESC LIMIT 1`;
    const [from, to] = [rowId(containerId, 0), rowId(containerId + 1, 0)];
    const row = this.#reader.get<BlockRow>(sql, from, to);
    return row && blockOf(row);
  }
}

/** Blocks `first` to `last` of a container, oldest first; also for a thread that only reads. */
export function readBlocks(
  reader: Reader,
  resolution: Resolution,
  containerId: number,
  first: number,
  last: number,
): readonly HistoryBlock[] {
  const [from, to] = [rowId(containerId, first), rowId(containerId, last)];
  return reader.all<BlockRow>(BLOCKS[resolution], from, to).map(blockOf);
}

/** Everything of one container, for when it is removed. */
export function removeHistory(containerId: number): readonly Statement[] {
  const range = [rowId(containerId, 0), rowId(containerId + 1, 0)];
  return [[PRUNE.minute, range], [PRUNE.hour, range]];
}

function statementOf(change: HistoryChange): Statement {
  const { type, resolution, containerId, block } = change;
  const id = rowId(containerId, block);
  return type === "spansAdded"
    ? [APPEND[resolution], [id, change.bytes]]
    : [PRUNE[resolution], [rowId(containerId, 0), id]];
}

function rowId(containerId: number, block: number): number {
  return containerId * BLOCK_ROOM + Math.min(Math.max(block, 0), BLOCK_ROOM - 1);
}

function blockOf({ id, records }: BlockRow): HistoryBlock {
  return { block: id % BLOCK_ROOM, bytes: records };
}
