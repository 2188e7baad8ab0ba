import type { Question, Topic } from "../kernel/mod.ts";
import type { AuditExaminer, ChainResult } from "./examiner.ts";
import type { AuditStore, ChainHead } from "./store.ts";

/** An examination of the chains: how far it is, or what it has found. Times are epoch ms. */
export interface AuditVerification {
  /** `never`: since the control host started. `failed`: the rows could not be read. */
  readonly state: "never" | "running" | "sound" | "broken" | "failed";
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly chains: readonly ChainResult[];
  /** Why it failed. */
  readonly reason: string | null;
}

/** Begins an examination; one that is under way goes on, and is answered. */
export interface VerifyAudit extends Question<AuditVerification> {
  readonly type: "verifyAudit";
}

/** The examination under way, or the last one. */
export interface GetAuditVerification extends Question<AuditVerification> {
  readonly type: "getAuditVerification";
}

/** To the actor that looks after the audit trail. */
export type AuditMessage =
  | VerifyAudit
  | GetAuditVerification
  | { readonly type: "signInRefused"; readonly address: string; readonly door: string }
  | { readonly type: "refusalsDue" }
  | { readonly type: "pruneDue" }
  | { readonly type: "headsDue" }
  | { readonly type: "examined"; readonly chains: readonly ChainResult[] }
  | { readonly type: "examinationEnded"; readonly chains: readonly ChainResult[] }
  | { readonly type: "examinationFailed"; readonly cause: unknown }
  | { readonly type: "settled" };

/** What the actor stands on. */
export interface AuditArgs {
  readonly store: AuditStore;
  /** Without it nothing can be examined here. */
  readonly examiner?: AuditExaminer | undefined;
}

/** Where the chains end: to be kept somewhere else, as proof of everything before. */
export const auditHeads: Topic<readonly ChainHead[]> = { name: "audit.heads" };

/** An examination has found a chain that is not as it was written. */
export const auditBroken: Topic<ChainResult> = { name: "audit.broken" };
