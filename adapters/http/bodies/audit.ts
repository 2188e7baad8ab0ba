import type { AuditVerification as Verification } from "../../../actors/audit/messages.ts";
import type { AuditRecord } from "../../../actors/audit/store.ts";
import type { AuditEntry, AuditVerification } from "../../../protocols/api/audit.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";

/** A line of the trail as the API shows it. */
export function auditBody(record: AuditRecord): AuditEntry {
  const { sequence, at, author, kind, subject, before, after, hash } = record;
  return {
    sequence,
    at: isoTime(at),
    who: author.name,
    tokenId: author.tokenId,
    address: author.address,
    correlationId: author.correlationId,
    kind,
    subject: { ...subject },
    before: before && { ...before },
    after: after && { ...after },
    hash,
  };
}

/** An examination as the API shows it. */
export function verificationBody(verification: Verification): AuditVerification {
  const { state, startedAt, endedAt, chains, reason } = verification;
  return {
    state,
    startedAt: isoTimeOrNull(startedAt),
    endedAt: isoTimeOrNull(endedAt),
    chains: chains.map((each) => ({
      ...each,
      head: { ...each.head },
      fault: each.fault && { ...each.fault },
    })),
    reason,
  };
}
