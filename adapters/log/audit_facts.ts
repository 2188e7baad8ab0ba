import { getLogger } from "@logtape/logtape";
import type { ChainResult } from "../../actors/audit/examiner.ts";
import { auditBroken, auditHeads } from "../../actors/audit/messages.ts";
import type { ChainHead } from "../../actors/audit/store.ts";
import type { ActorSystem } from "../../actors/kernel/mod.ts";

const audit = getLogger(["signalbox", "audit"]);

/** Words where the chains end, for whoever keeps the log elsewhere, and what an examination has found broken. */
export function logAudit(system: Pick<ActorSystem, "subscribe">): () => void {
  const unsubscribe = [
    system.subscribe(auditHeads, sayHeads),
    system.subscribe(auditBroken, sayBroken),
  ];
  return () => unsubscribe.forEach((stop) => stop());
}

function sayHeads(heads: readonly ChainHead[]): void {
  for (const { chain, sequence, hash } of heads) {
    // In the form that `audit verify --head` takes.
    audit.info("audit head {chain}:{sequence}:{hash}", { chain, sequence, hash });
  }
}

function sayBroken({ chain, fault }: ChainResult): void {
  audit.error("the chain {chain} is broken at {sequence}: {detail}", {
    chain,
    sequence: fault?.sequence ?? 0,
    detail: fault?.detail ?? "",
  });
}
