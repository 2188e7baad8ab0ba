import type { Entry, Ledger, LedgerContext } from "./ledger_state.ts";

/** How long after a failed write the next is tried. */
const RETRY_MS = 1_000;
/**
 * Entries in one batch. A preset on a thousand displays leaves in so many portions, and its answers come back in as
 * many: at 128 a request to the API beside it waited 70 ms for its turn, at 32 it waits 30, and the preset is no later.
 */
const MAX_BATCH = 32;

/** Puts entries into the next batch. While one is on its way, the next gathers: one sync serves many. */
export function enqueue(
  ledger: Ledger,
  entries: readonly (Entry | undefined)[],
  ctx: LedgerContext,
): void {
  for (const entry of entries) if (entry) ledger.queue.push(entry);
  commitNext(ledger, ctx);
}

/** Sends the next batch to the disk, unless one is on its way. */
function commitNext(ledger: Ledger, ctx: LedgerContext): void {
  if (ledger.inFlight || ledger.queue.length === 0) return;
  const batch = ledger.queue.slice(0, MAX_BATCH);
  ledger.queue = ledger.queue.slice(MAX_BATCH);
  ledger.inFlight = batch;
  ctx.pipe(
    ledger.args.store.commit(batch.flatMap((entry) => entry.changes)),
    () => ({ type: "committed" }),
    (cause) => ({ type: "commitFailed", cause: cause ?? "unknown cause" }),
  );
}

/** Tries again after a failed write. With nothing left to write, the next new command finds out. */
export function retryCommit(ledger: Ledger, ctx: LedgerContext): void {
  if (!ledger.inFlight && ledger.queue.length === 0) ledger.storageProblem = undefined;
  commitNext(ledger, ctx);
}

/** The batch is on the disk: now it may be spoken of. */
export function committed(ledger: Ledger, ctx: LedgerContext): void {
  const batch = ledger.inFlight ?? [];
  ledger.inFlight = undefined;
  ledger.storageProblem = undefined;
  for (const entry of batch) entry.committed();
  commitNext(ledger, ctx);
}

/** The batch did not reach the disk: new commands are refused, and what happened already is kept to try again. */
export function commitFailed(ledger: Ledger, cause: unknown, ctx: LedgerContext): void {
  const batch = [...(ledger.inFlight ?? []), ...ledger.queue];
  ledger.inFlight = undefined;
  ledger.storageProblem = cause;
  ledger.queue = batch.filter((entry) => entry.failed === undefined);
  for (const entry of batch) entry.failed?.(cause);
  ctx.timers.once("retry", RETRY_MS, { type: "retryCommit" });
}
