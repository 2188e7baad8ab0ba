import type { Ledger, LedgerContext } from "./ledger_state.ts";

/** A year and a day: last year's show can still be looked up on its anniversary. */
const KEPT_MS = 366 * 86_400_000;
/** A program that repeats a request a week later has another one in mind. */
const KEYS_KEPT_MS = 7 * 86_400_000;
const PRUNE_MS = 60_000;
/**
 * Commands in one go: some 30 ms of the thread that writes, which no command that waits behind it notices; and 700,000
 * a day, more than a fleet is told.
 */
const PRUNE_AT_MOST = 500;
const FORGET_KEYS_MS = 3_600_000;

/** Begins to forget what is old. */
export function retain(ctx: LedgerContext): void {
  ctx.timers.every("prune", PRUNE_MS, { type: "pruneDue" });
  ctx.timers.every("forgetKeys", FORGET_KEYS_MS, { type: "forgetKeysDue" });
}

/** Forgets the oldest commands. */
export function prune({ args }: Ledger, ctx: LedgerContext): void {
  const before = ctx.now() - KEPT_MS;
  // What could not be pruned now is pruned in a minute.
  args.store.commit([{ type: "historyPruned", before, atMost: PRUNE_AT_MOST }]).catch(() => {});
}

/** Forgets what requests were repeated under. */
export function forgetKeys({ args }: Ledger, ctx: LedgerContext): void {
  const before = ctx.now() - KEYS_KEPT_MS;
  args.store.commit([{ type: "idempotencyPruned", before }]).catch(() => {});
}
