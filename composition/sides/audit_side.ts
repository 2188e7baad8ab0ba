import { type AuditFacts, auditLines } from "../../actors/audit/audit_line.ts";
import { SYSTEM } from "../../actors/audit/author.ts";
import type { AuditExaminer } from "../../actors/audit/examiner.ts";
import { logFault } from "../../adapters/log/mod.ts";
import type { Database } from "../../adapters/sqlite/open_database.ts";
import manifest from "../../deno.json" with { type: "json" };
import { AuditThread } from "../threads/audit_thread.ts";

/** What the control host itself puts into the audit trail, and who examines it. */
export interface AuditSide {
  readonly examiner: AuditExaminer;
  /** To be called when everything serves. */
  started(): Promise<void>;
  /** By setting: what holds from now on, and what needs a restart. Never a value, which may be a secret. */
  reloaded(applied: readonly string[], later: readonly string[]): Promise<void>;
  /** To be called while the database is still open. */
  stopping(): Promise<void>;
  /** Gives up an examination; to be awaited before the database closes. */
  close(): Promise<void>;
}

/** Puts down what happens to the control host. A disk that does not take it keeps nobody from starting or stopping. */
export function auditSide({ audit, path }: Pick<Database, "audit" | "path">): AuditSide {
  const examiner = new AuditThread(path);
  const note = (facts: Pick<AuditFacts, "kind" | "after">) =>
    audit.commit(auditLines(SYSTEM, Date.now(), { ...facts, key: "host", name: "control host" }))
      .catch((error) => logFault(error, "audit"));
  return {
    examiner,
    started() {
      const [last] = audit.lines({ subject: { kind: "host" }, limit: 1 }).items;
      const stopped = last === undefined ? null : last.kind === "host.stopped";
      const after = { version: manifest.version, stoppedInOrder: stopped };
      return note({ kind: "host.started", after });
    },
    reloaded: (applied, later) =>
      note({ kind: "host.reloaded", after: { applied: [...applied], needRestart: [...later] } }),
    stopping: () => note({ kind: "host.stopped" }),
    close: () => examiner.close(),
  };
}
