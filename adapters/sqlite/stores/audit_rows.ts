import type { AuditKind, AuditLine, AuditSubjectKind } from "../../../actors/audit/audit_line.ts";
import type { Facts } from "../../../actors/audit/facts.ts";
import type { AuditRecord } from "../../../actors/audit/store.ts";
import type { ChainedRow, Statement } from "../writer/writer_messages.ts";

/** A row of `audit`. */
export interface AuditRow {
  readonly sequence: number;
  readonly at: number;
  readonly who: string;
  readonly token_id: string | null;
  readonly address: string;
  readonly correlation_id: string | null;
  readonly kind: AuditKind;
  readonly subject_kind: AuditSubjectKind;
  readonly subject_key: string;
  readonly subject_name: string;
  readonly before_facts: string | null;
  readonly after_facts: string | null;
  readonly hash: string;
}

const LINE: ChainedRow = { chain: "audit" };

/** Adds a line to the trail. */
export function addLine({ at, author, kind, subject, before, after }: AuditLine): Statement {
  return [LINE, [
    at,
    author.name,
    author.tokenId,
    author.address,
    author.correlationId,
    kind,
    subject.kind,
    subject.key,
    subject.name,
    before && JSON.stringify(before),
    after && JSON.stringify(after),
  ]];
}

/** A line as the trail tells it. */
export function recordOf(row: AuditRow): AuditRecord {
  return {
    sequence: row.sequence,
    at: row.at,
    author: {
      name: row.who,
      tokenId: row.token_id,
      address: row.address,
      correlationId: row.correlation_id,
    },
    kind: row.kind,
    subject: { kind: row.subject_kind, key: row.subject_key, name: row.subject_name },
    before: factsOf(row.before_facts),
    after: factsOf(row.after_facts),
    hash: row.hash,
  };
}

function factsOf(text: string | null): Facts | null {
  return text === null ? null : JSON.parse(text);
}
