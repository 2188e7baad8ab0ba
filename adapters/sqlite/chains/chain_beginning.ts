import type { DatabaseSync } from "node:sqlite";
import { CHAINS, GENESIS, hashOf, valuesOf } from "./chains.ts";

/** Rows that are read in one go: a few megabytes. */
const ROWS_AT_ONCE = 5_000;

/**
 * Chains the events of commands that were there before chains were: a year of them takes a second or two, once, before
 * anything is served. From then on a change of theirs shows; what was done to them before does not.
 */
export function beginCommandChain(database: DatabaseSync): void {
  const { table, columns } = CHAINS.commands;
  const read = database.prepare(
    `SELECT sequence, ${
      columns.join(", ")
    } FROM ${table} WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const link = database.prepare(
    `UPDATE ${table} SET previous_hash = ?, hash = ? WHERE sequence = ?`,
  );
  let last = beginning(database, table);
  for (;;) {
    const rows = read.all(last.sequence, ROWS_AT_ONCE);
    for (const row of rows) {
      const sequence = Number(row.sequence);
      const hash = hashOf(last.hash, sequence, valuesOf(CHAINS.commands, row));
      link.run(last.hash, hash, sequence);
      last = { sequence, hash };
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  database.prepare(
    `INSERT INTO chain_heads (chain, sequence, hash, begun_after, begun_at)
      VALUES ('commands', ?1, ?2, ?1, CAST(unixepoch('subsec') * 1000 AS INTEGER))`,
  ).run(last.sequence, last.hash);
}

/** Before the first row that is left. What was cleared away until now has left no hash: an anchor says where it ended. */
function beginning(database: DatabaseSync, table: string): { sequence: number; hash: string } {
  const first = database.prepare(`SELECT min(sequence) AS first FROM ${table}`).get()?.first;
  const used = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?").get(table)?.seq;
  const sequence = first === null || first === undefined ? Number(used ?? 0) : Number(first) - 1;
  if (sequence > 0) {
    database.prepare(
      `INSERT INTO chain_anchors (chain, day, sequence, hash, at, pruned)
        VALUES ('commands', unixepoch() / 86400, ?, ?, CAST(unixepoch('subsec') * 1000 AS INTEGER), ?1)`,
    ).run(sequence, GENESIS);
  }
  return { sequence, hash: GENESIS };
}
