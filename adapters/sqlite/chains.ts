import { hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { ChainHead, ChainName } from "../../actors/audit/store.ts";
import type { SqlValue } from "./writer_messages.ts";

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

/**
 * The hash of a row: SHA-256, in hex, over the hash before it, a line feed, and the JSON array of its sequence and its
 * columns, in UTF-8. Plain enough to be worked out again without Signalbox.
 */
export function hashOf(previous: string, sequence: number, values: readonly unknown[]): string {
  return hash("sha256", `${previous}\n${JSON.stringify([sequence, ...values])}`, "hex");
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
