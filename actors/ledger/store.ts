import type { Command, CommandEvent, CommandState } from "./command.ts";
import type { Execution, Idempotency } from "./messages.ts";

/** One change to the ledger. */
export type LedgerChange =
  | { readonly type: "commandAdded"; readonly command: Command }
  | { readonly type: "commandChanged"; readonly command: Command }
  /** Said about a command that was final already: an event, no change of the row. */
  | { readonly type: "commandNoted"; readonly event: Omit<CommandEvent, "sequence"> }
  | { readonly type: "executionAdded"; readonly execution: Execution }
  | {
    readonly type: "idempotencyAdded";
    readonly requesterName: string;
    readonly idempotency: Idempotency;
    readonly createdAt: number;
    readonly commandIds: readonly string[];
    readonly executionId: string | null;
  }
  /**
   * Forgets final commands asked for before a moment, the oldest `atMost` of them, runs of which nothing is left, and
   * twice as many events from the beginning of all: never one from the middle.
   */
  | { readonly type: "historyPruned"; readonly before: number; readonly atMost: number }
  /** Forgets idempotency keys that are older than a moment. */
  | { readonly type: "idempotencyPruned"; readonly before: number };

/** What an idempotency key stood for. */
export interface RememberedRequest {
  readonly contentHash: string;
  readonly commandIds: readonly string[];
  readonly executionId: string | null;
}

/** Filters and paging of the ledger; newest first. */
export interface CommandQuery {
  readonly states?: readonly CommandState[];
  readonly target?: { readonly kind: string; readonly key: string };
  readonly executionId?: string;
  /** Opaque, from the page before. */
  readonly cursor?: string;
  /** 1 to 500. */
  readonly limit: number;
}

/** A cursor that no page of ours has handed out: the asker's fault. */
export class BadCursor extends Error {
  constructor(cursor: string) {
    super(`cursor ${JSON.stringify(cursor.slice(0, 40))} was not handed out by this list`);
    this.name = "BadCursor";
  }
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/**
 * Durable storage of the ledger. `commit` is all or nothing, and done means on the disk; it rejects with a
 * {@link StorageError}. Reads see every commit that has settled.
 */
export interface LedgerStore {
  commit(changes: readonly LedgerChange[]): Promise<void>;
  /** What is open, in the order in which it was added; with `atMost`, so many of it, in any order. */
  unfinished(atMost?: number): readonly Command[];
  command(id: string): Command | undefined;
  commands(query: CommandQuery): Page<Command>;
  commandEvents(id: string): readonly CommandEvent[];
  execution(id: string): Execution | undefined;
  executions(
    query: { readonly presetId?: number; readonly cursor?: string; readonly limit: number },
  ): Page<Execution>;
  remembered(requesterName: string, key: string): RememberedRequest | undefined;
}
