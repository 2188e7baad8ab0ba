import type { ChainName } from "../../../actors/audit/store.ts";
import { CHAINS } from "./chains.ts";
import type { Statement } from "../writer/writer_messages.ts";

/** Anchors that are kept of one chain, one per day: as long as what they are of. */
const ANCHORS_KEPT = 400;

const DROP_ANCHORS = `DELETE FROM chain_anchors WHERE chain = ?1 AND day <=
  (SELECT max(day) FROM chain_anchors WHERE chain = ?1) - ${ANCHORS_KEPT}`;

/**
 * What clears away the beginning of a chain: rows from before a moment (epoch ms), up to the first that is younger, and
 * so many of them at most. What is left is one unbroken row of rows, and the hash of the last that went is kept: from
 * there the rest can still be proved.
 */
export function pruneChain(
  name: ChainName,
): (before: number, atMost: number) => readonly Statement[] {
  const { table } = CHAINS[name];
  const last = `WITH oldest AS (SELECT sequence, at FROM ${table} ORDER BY sequence LIMIT ?2)
    SELECT coalesce((SELECT min(sequence) - 1 FROM oldest WHERE at >= ?1),
      (SELECT max(sequence) FROM oldest))`;
  const anchor = `INSERT INTO chain_anchors (chain, day, sequence, hash, at, pruned)
    SELECT '${name}', unixepoch() / 86400, sequence, hash,
      CAST(unixepoch('subsec') * 1000 AS INTEGER),
      sequence + 1 - (SELECT min(sequence) FROM ${table})
    FROM ${table} WHERE sequence = (${last})
    ON CONFLICT (chain, day) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash,
      at = excluded.at, pruned = pruned + excluded.pruned`;
  const rows = `DELETE FROM ${table} WHERE sequence <=
    (SELECT max(sequence) FROM chain_anchors WHERE chain = '${name}')`;
  return (before, atMost) => [
    [anchor, [before, atMost]],
    [rows, []],
    [DROP_ANCHORS, [name]],
  ];
}
