import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ChainName } from "../../../actors/audit/store.ts";
import { asStored, type Chain, CHAINS, GENESIS, hashOf } from "./chains.ts";
import type { SqlValue } from "../writer/writer_messages.ts";

const READ_HEAD = "SELECT sequence, hash FROM chain_heads WHERE chain = ?";
const SAVE_HEAD = `INSERT INTO chain_heads (chain, sequence, hash, begun_after, begun_at)
  VALUES (?1, ?2, ?3, 0, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT (chain) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`;

interface Link {
  sequence: number;
  hash: string;
}

/**
 * Adds rows to chains, each with its hash, inside a transaction that somebody else has begun and ends. The head is read
 * again in each transaction: a short command of another process may have added rows in between.
 */
export class ChainWriter {
  readonly #database: DatabaseSync;
  readonly #inserts = new Map<ChainName, StatementSync>();
  readonly #readHead: StatementSync;
  readonly #saveHead: StatementSync;
  /** The ends of the chains that this transaction has added to. */
  readonly #ends = new Map<ChainName, Link>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#readHead = database.prepare(READ_HEAD);
    this.#saveHead = database.prepare(SAVE_HEAD);
  }

  /** A new transaction: what was known of the heads counts no more. */
  begin(): void {
    this.#ends.clear();
  }

  /** Adds a row, given with the values of its chain's columns in their order. */
  append(name: ChainName, given: readonly (SqlValue | undefined)[]): void {
    const end = this.#endOf(name);
    const values = given.map(asStored);
    const sequence = end.sequence + 1;
    const hash = hashOf(end.hash, sequence, values);
    this.#insertOf(CHAINS[name]).run(sequence, ...values, end.hash, hash);
    end.sequence = sequence;
    end.hash = hash;
  }

  /** Puts the new heads down; to be called before the commit. */
  finish(): void {
    for (const [name, { sequence, hash }] of this.#ends) this.#saveHead.run(name, sequence, hash);
  }

  #endOf(name: ChainName): Link {
    const known = this.#ends.get(name);
    if (known) return known;
    const row = this.#readHead.get(name);
    const end = row === undefined
      ? { sequence: 0, hash: GENESIS }
      : { sequence: Number(row.sequence), hash: String(row.hash) };
    this.#ends.set(name, end);
    return end;
  }

  #insertOf({ name, table, columns }: Chain): StatementSync {
    const known = this.#inserts.get(name);
    if (known) return known;
    const all = ["sequence", ...columns, "previous_hash", "hash"];
    const places = all.map(() => "?").join(", ");
    const sql = `INSERT INTO ${table} (${all.join(", ")}) VALUES (${places})`;
    const insert = this.#database.prepare(sql);
    this.#inserts.set(name, insert);
    return insert;
  }
}
