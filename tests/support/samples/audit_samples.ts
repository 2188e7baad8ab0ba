import { type AuditFacts, type AuditLine, auditLines } from "../../../actors/audit/audit_line.ts";
import type { Author } from "../../../actors/audit/author.ts";
import { AT } from "../stores/store_samples.ts";

/** Somebody with a token. */
export const OPERATOR: Author = {
  name: "operator",
  address: "127.0.0.1",
  tokenId: "tok_1",
  correlationId: "corr-1",
};

/** A line of the audit trail. */
export function sampleLine(
  changes: Partial<AuditFacts> = {},
  { at = AT, author = OPERATOR }: { readonly at?: number; readonly author?: Author } = {},
): AuditLine {
  const facts = {
    kind: "preset.created",
    key: 3,
    name: "Morning",
    after: { name: "Morning" },
    ...changes,
  } as const;
  const [line] = auditLines(author, at, facts);
  if (line === undefined) throw new Error("an author makes a line");
  return line;
}
