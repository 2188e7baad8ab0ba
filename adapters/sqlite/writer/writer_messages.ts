import type { ChainName } from "../../../actors/audit/store.ts";

/** What a column holds here. Times are epoch milliseconds in INTEGER columns, JSON is TEXT, packed records are BLOB. */
export type SqlValue = string | number | null | Uint8Array<ArrayBuffer>;

/**
 * A row that is added to a chain, where its hash is made; the parameters are the values of its columns, in their order.
 * A constant of the program, as a statement's text is.
 */
export interface ChainedRow {
  readonly chain: ChainName;
  /**
   * Where the values stand among the parameters of the statement before, so that they cross to the worker once; it has
   * none of its own then, and is not added when that statement has changed no row.
   */
  readonly places?: readonly number[];
}

/** One parameterised statement, or a row of a chain. The text is a constant of the program, never built from input. */
export type Statement = readonly [text: string | ChainedRow, params: readonly SqlValue[]];

/** Statements as they cross to the worker: each text once, and steps that point at it. */
export interface Batch {
  readonly texts: readonly (string | ChainedRow)[];
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
  const places = new Map<string | ChainedRow, number>();
  const texts: (string | ChainedRow)[] = [];
  const steps = statements.map(([text, params]) => {
    const known = places.get(text);
    if (known !== undefined) return [known, params] as const;
    places.set(text, texts.length);
    texts.push(text);
    return [texts.length - 1, params] as const;
  });
  return { texts, steps };
}
