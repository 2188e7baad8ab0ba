import { hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { ChainHead, ChainName } from "../../../actors/audit/store.ts";
import type { SqlValue } from "../writer/writer_messages.ts";

/** A table of which each row holds the hash of the one before. */
export interface Chain {
  readonly name: ChainName;
  readonly table: string;
  /** What is hashed of a row beside its `sequence`, in this order. */
  readonly columns: readonly string[];
}

/** Every chain. */
export const CHAINS: { readonly [Name in ChainName]: Chain } = {
  audit: {
    name: "audit",
    table: "audit",
    columns: [
      "at",
      "who",
      "token_id",
      "address",
      "correlation_id",
      "kind",
      "subject_kind",
      "subject_key",
      "subject_name",
      "before_facts",
      "after_facts",
    ],
  },
  commands: {
    name: "commands",
    table: "command_events",
    columns: ["command_id", "at", "state", "reason", "result"],
  },
};

/** What stands for the hash before the first row. */
export const GENESIS: string = "0".repeat(64);

/** A row as it is read. */
export type ChainRow = { readonly [column: string]: unknown };

/** A row with its place in the chain; null: nobody has chained it. */
export interface ChainLink {
  readonly sequence: number;
  /** What is hashed beside the sequence. */
  readonly values: readonly unknown[];
  readonly previousHash: string | null;
  readonly hash: string | null;
}

/** What {@link linkOf} is made from: the rows behind a sequence, so many at most. */
export function rowsOfChain({ table, columns }: Chain): string {
  return `SELECT sequence, previous_hash, hash, ${columns.join(", ")} FROM ${table}
    WHERE sequence > ? ORDER BY sequence LIMIT ?`;
}

/** A row of {@link rowsOfChain}, read as an array: half the time of an object with a name for each value. */
export function linkOf([sequence, previousHash, hash, ...values]: readonly unknown[]): ChainLink {
  return {
    sequence: Number(sequence),
    values,
    previousHash: previousHash === null ? null : String(previousHash),
    hash: hash === null ? null : String(hash),
  };
}

/**
 * The hash of a row: SHA-256, in hex, over the hash before it, a line feed, and the JSON array of its sequence and its
 * columns, in UTF-8. Plain enough to be worked out again without Signalbox.
 */
export function hashOf(previous: string, sequence: number, values: readonly unknown[]): string {
  return hash("sha256", `${previous}\n${JSON.stringify([sequence, ...values])}`, "hex");
}

/**
 * A value as it is read from the table again, which is what must be hashed: what ends at a NUL there ends here, and half
 * a surrogate pair becomes U+FFFD.
 */
export function asStored(value: SqlValue | undefined): SqlValue {
  if (typeof value !== "string") return value ?? null;
  const end = value.indexOf("\0");
  return (end < 0 ? value : value.slice(0, end)).toWellFormed();
}

/** The values of a row that are hashed. */
export function valuesOf({ columns }: Chain, row: ChainRow): SqlValue[] {
  return columns.map((column) => row[column] as SqlValue);
}

/** Where a chain ends by its own account. A chain without rows ends before the first. */
export function readHead(database: DatabaseSync, chain: ChainName): ChainHead {
  const row = database.prepare("SELECT sequence, hash FROM chain_heads WHERE chain = ?").get(chain);
  if (row === undefined) return { chain, sequence: 0, hash: GENESIS };
  return { chain, sequence: Number(row.sequence), hash: String(row.hash) };
}
