import type { Ledger, LedgerContext, OpenRow } from "./ledger_state.ts";

/**
 * Keeps a command until its moment has come. Its target need not be there before: what it is asked then is what it
 * would be asked of a command that has just been given.
 */
export function holdBack(
  ledger: Ledger,
  { row }: OpenRow,
  startedAt: number,
  ctx: LedgerContext,
): void {
  // Counted on the monotonic clock: a clock that is set must not tear a show's starts apart.
  const dueMs = ctx.monotonicMs() + startedAt + row.offsetMs - ctx.now();
  ledger.held.set(row.id, dueMs);
  armHeld(ledger, dueMs, ctx);
}

/** Takes out and answers the commands whose moment has come, and sees to it that the next one is looked at. */
export function takeDue(ledger: Ledger, ctx: LedgerContext): readonly OpenRow[] {
  const nowMs = ctx.monotonicMs();
  const due = [...ledger.held].filter(([, dueMs]) => dueMs <= nowMs);
  for (const [id] of due) ledger.held.delete(id);
  ledger.nextHeldMs = Infinity;
  for (const dueMs of ledger.held.values()) armHeld(ledger, dueMs, ctx);
  return due.flatMap(([id]) => ledger.open.get(id) ?? []);
}

function armHeld(ledger: Ledger, dueMs: number, ctx: LedgerContext): void {
  if (dueMs >= ledger.nextHeldMs) return;
  ledger.nextHeldMs = dueMs;
  ctx.timers.once("held", Math.max(1, dueMs - ctx.monotonicMs()), { type: "heldDue" });
}
