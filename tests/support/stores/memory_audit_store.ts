import type { AuditLine } from "../../../actors/audit/audit_line.ts";
import type {
  AuditQuery,
  AuditRecord,
  AuditRetention,
  AuditStore,
  ChainHead,
} from "../../../actors/audit/store.ts";
import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** The audit trail in memory; nothing is hashed. */
export class MemoryAuditStore implements AuditStore {
  readonly gate = new CommitGate();
  #records: AuditRecord[] = [];
  #last = 0;

  commit(lines: readonly AuditLine[]): Promise<void> {
    return this.gate.pass(() => this.add(lines));
  }

  /** Lines that came with a change. */
  add(lines: readonly AuditLine[]): void {
    this.#records.push(...lines.map((line) => ({ ...line, sequence: ++this.#last, hash: "" })));
  }

  prune({ before, keep, atMost }: AuditRetention): Promise<void> {
    return this.gate.pass(() => {
      const surplus = this.#records.length - keep;
      const young = this.#records.findIndex(({ at }, index) => at >= before && index >= surplus);
      const old = young < 0 ? this.#records.length : young;
      this.#records = this.#records.slice(Math.min(old, atMost));
    });
  }

  lines({ who, kind, subject, from, to, cursor, limit }: AuditQuery): Page<AuditRecord> {
    const below = cursor === undefined ? Infinity : Number(cursor);
    if (Number.isNaN(below)) throw new BadCursor(cursor ?? "");
    const found = this.#records.filter((record) =>
      record.sequence < below &&
      (who === undefined || record.author.name === who) &&
      (kind === undefined || record.kind === kind) &&
      (subject === undefined || record.subject.kind === subject.kind) &&
      (subject?.key === undefined || record.subject.key === subject.key) &&
      (from === undefined || record.at >= from) &&
      (to === undefined || record.at < to)
    ).reverse();
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)?.sequence) : null };
  }

  heads(): readonly ChainHead[] {
    return [
      { chain: "audit", sequence: this.#last, hash: "" },
      { chain: "commands", sequence: 0, hash: "" },
    ];
  }
}

interface TakesLines {
  commit(changes: readonly never[], lines?: readonly AuditLine[]): Promise<void>;
}

/** Has a store hand on the lines that come with its changes, as those on disk write both at once. */
export function handLinesOn(stores: readonly TakesLines[], audit: MemoryAuditStore): void {
  for (const store of stores) {
    const commit = store.commit.bind(store);
    store.commit = async (changes, lines = []) => {
      await commit(changes);
      audit.add(lines);
    };
  }
}
