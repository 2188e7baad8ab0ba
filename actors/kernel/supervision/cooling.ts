import { type Cell, COOLING } from "../cell.ts";
import { failureFields } from "../asking/cause_chain.ts";
import { discardMailbox, releaseWriters } from "../life/ending.ts";

/** The actor refuses messages until its next start: nobody else is disturbed. Its parent hears of it. */
export function beginCooldown(cell: Cell, cause: unknown, cooldownMs: number): void {
  cell.status = COOLING;
  // What is queued would be stale when the actor is back, and its askers can still do something now.
  discardMailbox(cell, "cooling down", "refused");
  releaseWriters(cell);
  const { runtime } = cell.profile;
  runtime.announce(cell, "coolingDown", { ...failureFields(cause), delayMs: cooldownMs });
  if (cell.parent?.profile.definition.signal === undefined) return;
  const signal = { type: "childCoolingDown", child: cell, cause, cooldownMs } as const;
  cell.parent.post({ type: "signal", signal });
}
