import type { Context } from "../kernel/mod.ts";
import type { AuditState } from "./audit.ts";
import type { ChainResult } from "./examiner.ts";
import { auditBroken, type AuditMessage } from "./messages.ts";

/** Begins an examination, unless one is under way. */
export function verify(state: AuditState, ctx: Context<AuditMessage>): void {
  if (state.verification.state === "running") return;
  const { examiner } = state;
  const startedAt = ctx.now();
  state.verification = { state: "running", startedAt, endedAt: null, chains: [], reason: null };
  if (examiner === undefined) {
    return failed(state, new Error("Nothing can be examined here."), ctx);
  }
  ctx.pipe(
    examiner.examine((chains) => ctx.self.tell({ type: "examined", chains })),
    (chains) => ({ type: "examinationEnded", chains }),
    (cause) => ({ type: "examinationFailed", cause }),
  );
}

/** An examination has come further. */
export function progressed(state: AuditState, chains: readonly ChainResult[]): void {
  // The last news of how far it is may come behind the news that it has ended.
  if (state.verification.state !== "running") return;
  state.verification = { ...state.verification, chains };
}

/** An examination has ended; a chain that is broken is told of. */
export function ended(
  state: AuditState,
  chains: readonly ChainResult[],
  ctx: Context<AuditMessage>,
): void {
  const broken = chains.filter(({ fault }) => fault !== null);
  state.verification = {
    ...state.verification,
    state: broken.length === 0 ? "sound" : "broken",
    endedAt: ctx.now(),
    chains,
  };
  for (const chain of broken) ctx.publish(auditBroken, chain);
}

/** An examination could not be brought to its end. */
export function failed(state: AuditState, cause: unknown, ctx: Context<AuditMessage>): void {
  const reason = cause instanceof Error ? cause.message : String(cause);
  state.verification = { ...state.verification, state: "failed", endedAt: ctx.now(), reason };
}
