import { type AuditFacts, auditLines } from "../../../actors/audit/audit_line.ts";
import {
  type Deed,
  deedBegun,
  type DeedEnd,
  deedEnded,
  type DeedOutcome,
} from "../../../actors/audit/deed.ts";
import { AskError } from "../../../actors/kernel/mod.ts";
import { authorOf } from "./asking.ts";
import type { ApiContext } from "../dependencies.ts";
import { ProblemError, problemOf } from "../answers/problems.ts";

/**
 * Puts down what a request is about to do, where its answer is all that it does: a key that is shown. It is on the disk
 * when this resolves; rejects with a `StorageError`. What changes a table is put down by whoever owns that, in the same
 * commit; everything else is a {@link putDownAround}.
 */
export async function putDown(c: ApiContext, facts: AuditFacts): Promise<void> {
  const { trail, now } = c.var.deps;
  await trail.commit(auditLines(authorOf(c), now(), facts));
}

/**
 * Has something done that no transaction of the database covers, and puts it down around that: before, that it is
 * begun, and nothing is done where the disk does not take this line; behind, what came of it. What is refused on sight
 * (a name that nobody has) should be refused before this. `told`: what is known only when it is done.
 */
export async function putDownAround<T>(
  c: ApiContext,
  deed: Deed,
  work: () => Promise<T>,
  told: (value: T) => DeedEnd = () => ({}),
): Promise<T> {
  await putDown(c, deedBegun(deed));
  const value = await work().catch(async (error) => {
    await putDownEnd(c, deedEnded(deed, outcomeOf(error), { facts: reasonOf(error) }));
    throw error;
  });
  await putDownEnd(c, deedEnded(deed, "done", told(value)));
  return value;
}

/** What is done is done: the answer tells of it, also where the disk has been full since the line before. */
async function putDownEnd(c: ApiContext, facts: AuditFacts): Promise<void> {
  const { deps, correlationId } = c.var;
  await putDown(c, facts).catch((error) => deps.onError(error, correlationId));
}

function outcomeOf(error: unknown): DeedOutcome {
  if (error instanceof ProblemError) return "refused";
  return error instanceof AskError && error.handlingBegun ? "unknown" : "failed";
}

/** As the client reads it: no secret is in that. */
function reasonOf(error: unknown) {
  return { reason: problemOf(error).detail };
}
