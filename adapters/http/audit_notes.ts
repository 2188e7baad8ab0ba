import { type AuditFacts, auditLines } from "../../actors/audit/audit_line.ts";
import { authorOf } from "./asking.ts";
import type { ApiContext } from "./dependencies.ts";

/**
 * Puts down what a request has done, or is about to do, that changes no table of the database: a key that is shown, a
 * file that goes. It is on the disk when this resolves; rejects with a `StorageError`. What changes a table is put down
 * by whoever owns that, in the same commit.
 */
export async function putDown(c: ApiContext, facts: AuditFacts): Promise<void> {
  const { trail, now } = c.var.deps;
  await trail.commit(auditLines(authorOf(c), now(), facts));
}
