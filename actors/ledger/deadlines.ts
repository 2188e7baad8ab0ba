import type { Ledger, LedgerContext, OpenRow } from "./ledger_state.ts";
import { deadlineMsOf, tellTarget } from "./ledger_state.ts";
import { type Ending, finish } from "./progress.ts";

/** Sees to it that the clock is looked at when the first of these is due. One timer serves all. */
export function armDeadlines(
  ledger: Ledger,
  rows: Iterable<OpenRow>,
  ctx: LedgerContext,
): void {
  let next = ledger.nextDueMs;
  for (const open of rows) next = Math.min(next, dueMsOf(open));
  if (next === ledger.nextDueMs) return;
  ledger.nextDueMs = next;
  ctx.timers.once("deadlines", Math.max(1, next - ctx.monotonicMs()), { type: "deadlinesDue" });
}

function dueMsOf(open: OpenRow): number {
  const { row: { state, createdAt, waitOnlineUntil }, createdMs, ready } = open;
  const deadlineMs = deadlineMsOf(open);
  // One that is ready waits for others of its barrier, and ends with the one that is missing.
  return state === "queued" && waitOnlineUntil !== null && !ready
    ? Math.min(deadlineMs, createdMs + waitOnlineUntil - createdAt)
    : deadlineMs;
}

/** Ends every command whose time is over. */
export function endOverdue(ledger: Ledger, ctx: LedgerContext): void {
  const nowMs = ctx.monotonicMs();
  const overdue = [...ledger.open.values()].filter((open) => dueMsOf(open) <= nowMs);
  // Missing ones first: the others of their barrier then end for the reason that is true.
  overdue.sort((a, b) => Number(a.ready) - Number(b.ready));
  for (const open of overdue) {
    if (!ledger.open.has(open.row.id)) continue;
    tellTarget(ledger, open.row, { type: "withdrawCommand", id: open.row.id });
    finish(ledger, open.row.id, endingOf(open, nowMs), ctx);
  }
  ledger.nextDueMs = Infinity;
  armDeadlines(ledger, ledger.open.values(), ctx);
}

function endingOf(open: OpenRow, nowMs: number): Ending {
  const { state } = open.row;
  if (state === "queued") {
    if (nowMs < deadlineMsOf(open)) {
      return { state: "failed", reason: "not_connected: the target did not come online in time." };
    }
    return { state: "timed_out", reason: "The deadline passed before anything could be sent." };
  }
  if (open.doubt !== null) {
    const reason = `The connection was lost after sending (${open.doubt}), and no answer came.`;
    return { state: "unknown", reason };
  }
  if (open.awaited !== null) return { state: "timed_out", reason: open.awaited };
  const reason = state === "sent"
    ? "Sent, but neither delivery nor a result was confirmed before the deadline."
    : "No result came before the deadline.";
  return { state: "timed_out", reason };
}
