import type { DatabaseSync } from "node:sqlite";
import type { ChainResult } from "../../../actors/audit/examiner.ts";
import type { ChainHead } from "../../../actors/audit/store.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { ChainExamination } from "./chain_examination.ts";
import { openForReading } from "../connection.ts";
import { refuseNewer, schemaVersion } from "../schemas/migrations.ts";
import { describeFailure } from "../writer/write_failure.ts";

/** The schema that brought chains. */
const FIRST_WITH_CHAINS = 12;

/**
 * Goes through every chain of a database, beside a control host that may be running on it: it only reads. Blocks its
 * thread for some 5 ms with each step.
 *
 * @example
 * ```ts
 * const examination = new TrailExamination("data/signalbox.db", []);
 * while (!examination.done) examination.step();
 * console.log(examination.results());
 * examination.close();
 * ```
 */
export class TrailExamination {
  readonly #database: DatabaseSync;
  readonly #chains: readonly ChainExamination[];

  /**
   * `kept`: heads that were put down elsewhere, which the chains must go through.
   *
   * @throws {StorageError} The file cannot be read, is of a newer version, or of one that had no chains yet.
   */
  constructor(path: string, kept: readonly ChainHead[]) {
    this.#database = reading(path, () => openForReading(path));
    try {
      this.#chains = reading(path, () => {
        refuseNewer(this.#database, path);
        refuseWithoutChains(this.#database, path);
        return (["audit", "commands"] as const)
          .map((name) => new ChainExamination(this.#database, name, kept));
      });
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  get done(): boolean {
    return this.#chains.every(({ done }) => done);
  }

  /** Looks at the next rows. Throws a {@link StorageError}. */
  step(): void {
    const next = this.#chains.find(({ done }) => !done);
    if (next !== undefined) reading("the database", () => next.step());
  }

  results(): readonly ChainResult[] {
    return this.#chains.map(({ result }) => result);
  }

  close(): void {
    this.#database.close();
  }
}

function refuseWithoutChains(database: DatabaseSync, path: string): void {
  if (schemaVersion(database) >= FIRST_WITH_CHAINS) return;
  throw new StorageError(
    "failed",
    `${path} was written by an older Signalbox, which made no chains. Start this version on it once.`,
  );
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const { reason, detail } = describeFailure(error);
    throw new StorageError(reason, `${path} could not be read: ${detail}.`, { cause: error });
  }
}
