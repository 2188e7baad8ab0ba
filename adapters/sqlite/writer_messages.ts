import type { ChainName } from "../../actors/audit/store.ts";

/** What a column holds here. Times are epoch milliseconds in INTEGER columns, JSON is TEXT, packed records are BLOB. */
export type SqlValue = string | number | null | Uint8Array<ArrayBuffer>;

/**
 * One parameterised statement. The text is a constant of the program, never built from input. With a `chain` it is a
 * query, and the row that it finds is added to that chain, where its hash is made.
 */
export type Statement = readonly [sql: string, params: readonly SqlValue[], chain?: ChainName];

/** Statements as they cross to the worker: each text once, and steps that point at it. */
export interface Batch {
  readonly texts: readonly (readonly [sql: string, chain?: ChainName])[];
  readonly steps: readonly (readonly [text: number, params: readonly SqlValue[]])[];
}

/** To the writer; carried out strictly in order. */
export type WriterOrder =
  | {
    readonly type: "open";
    readonly path: string;
    /** The file never grows past this; null: as far as the disk goes. */
    readonly maxBytes: number | null;
  }
  | { readonly type: "commit"; readonly batch: Batch }
  /** Moves the write-ahead log into the database file and closes it. */
  | { readonly type: "close" };

/** Packs statements for the way to the worker: a batch of 1,000 has a handful of distinct texts. */
export function packStatements(statements: readonly Statement[]): Batch {
  const places = new Map<string, number>();
  const texts: (readonly [sql: string, chain?: ChainName])[] = [];
  const steps = statements.map(([sql, params, chain]) => {
    const known = places.get(sql);
    if (known !== undefined) return [known, params] as const;
    places.set(sql, texts.length);
    texts.push(chain === undefined ? [sql] : [sql, chain]);
    return [texts.length - 1, params] as const;
  });
  return { texts, steps };
}
