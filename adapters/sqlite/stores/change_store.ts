import type { AuditLine } from "../../../actors/audit/audit_line.ts";
import { addLine } from "./audit_rows.ts";
import type { Reader } from "../reader.ts";
import type { Writer } from "../writer/writer.ts";
import type { Statement } from "../writer/writer_messages.ts";

/** What a store on disk is made of: rows that are read at once, and changes that are written together or not at all. */
export abstract class ChangeStore<Change> {
  readonly #writer: Writer;

  constructor(protected readonly reader: Reader, writer: Writer) {
    this.#writer = writer;
  }

  /**
   * Resolves when all of them are on the disk, and the audit trail's `lines` of them with them; rejects with a
   * `StorageError` when none is.
   */
  commit(changes: readonly Change[], lines: readonly AuditLine[] = []): Promise<void> {
    return this.#writer.commit([
      ...changes.flatMap((change) => this.statements(change)),
      ...lines.map(addLine),
    ]);
  }

  /** What a change does to the tables. */
  protected abstract statements(change: Change): readonly Statement[];
}
