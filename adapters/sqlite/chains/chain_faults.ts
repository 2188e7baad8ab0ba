import type { DatabaseSync } from "node:sqlite";
import type { ChainFault } from "../../../actors/audit/examiner.ts";
import type { ChainHead } from "../../../actors/audit/store.ts";
import { type Chain, type ChainLink, hashOf } from "./chains.ts";

interface Link {
  readonly sequence: number;
  readonly hash: string;
}

/** What is wrong with the row behind `last`; null: nothing. */
export function rowFault(
  database: DatabaseSync,
  chain: Chain,
  last: Link,
  { sequence, values, previousHash, hash }: ChainLink,
): ChainFault | null {
  const fault = (fault: ChainFault["fault"], detail: string) => ({ sequence, fault, detail });
  const own = hashOf(String(previousHash), sequence, values);
  const follows = previousHash === last.hash && sequence === last.sequence + 1;
  if (follows && own === hash) return null;
  if (hash === null || previousHash === null) {
    return fault("inserted", `Row ${sequence} has no hash: Signalbox did not write it.`);
  }
  const place = placeAfter(database, chain, last);
  if (place !== undefined && place !== sequence) {
    return fault("reordered", `Row ${place} should stand where row ${sequence} stands.`);
  }
  if (sequence > last.sequence + 1) {
    const gone = sequence - last.sequence - 1;
    return fault("missing", `${gone} rows before row ${sequence} are gone.`);
  }
  if (own !== hash) {
    return fault("changed", `Row ${sequence} is not what was written: its hash does not fit.`);
  }
  return {
    sequence: last.sequence,
    fault: "changed",
    detail:
      `Row ${sequence} was written after another row ${last.sequence} than the one there now.`,
  };
}

/** Where the row that was written after this one stands now. */
function placeAfter(database: DatabaseSync, { table }: Chain, { hash }: Link): number | undefined {
  const found = database.prepare(`SELECT sequence FROM ${table} WHERE previous_hash = ? LIMIT 1`)
    .get(hash);
  return found === undefined ? undefined : Number(found.sequence);
}

/** What is left must begin behind what was cleared away. */
export function anchorFault(first: number, { sequence }: Link): ChainFault | null {
  if (first > sequence) return null;
  const detail = `Row ${first} is there, though the rows up to ${sequence} were cleared away.`;
  return { sequence: first, fault: "anchor", detail };
}

/** The chain must end where it was put down to end. */
export function tailFault(last: Link, head: ChainHead): ChainFault | null {
  const { sequence } = last;
  if (sequence === head.sequence && last.hash === head.hash) return null;
  if (sequence > head.sequence) {
    const detail = `Row ${sequence} stands behind row ${head.sequence}, the last that was written.`;
    return { sequence, fault: "inserted", detail };
  }
  const detail = sequence < head.sequence
    ? `The rows behind row ${sequence} are gone, up to row ${head.sequence}.`
    : `Row ${sequence}, the last one, is another than was written.`;
  return { sequence: head.sequence, fault: "tail", detail };
}

/** A head that was kept elsewhere and that the chain does not go through. */
export function headFault(kept: ChainHead | undefined): ChainFault | null {
  if (kept === undefined) return null;
  const { sequence } = kept;
  const detail = `The chain does not go through the hash that was kept of row ${sequence}.`;
  return { sequence, fault: "tail", detail };
}
