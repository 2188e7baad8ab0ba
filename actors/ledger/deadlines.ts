import type { Ledger, LedgerContext, OpenRow } from "./ledger_state.ts";
import { tellTarget } from "./ledger_state.ts";
import { type Ending, finish } from "./progress.ts";

/** Sees to it that the clock is looked at when the first of these is due. One timer serves all. */
export function armDeadlines(
  ledger: Ledger,
  rows: Iterable<OpenRow>,
  ctx: LedgerContext,
): void {
  let next = ledger.nextDueAt;
  for (const open of rows) next = Math.min(next, dueAt(open));
  if (next === ledger.nextDueAt) return;
  ledger.nextDueAt = next;
  ctx.timers.once("deadlines", Math.max(1, next - ctx.now()), { type: "deadlinesDue" });
}

function dueAt({ row, ready }: OpenRow): number {
  const { state, deadlineAt, waitOnlineUntil } = row;
  // One that is ready waits for others of its barrier, and ends with the one that is missing.
  return state === "queued" && waitOnlineUntil !== null && !ready
    ? Math.min(deadlineAt, waitOnlineUntil)
    : deadlineAt;
}

/** Ends every command whose time is over. */
export function endOverdue(ledger: Ledger, ctx: LedgerContext): void {
  const now = ctx.now();
  const overdue = [...ledger.open.values()].filter((open) => dueAt(open) <= now);
  // Missing ones first: the others of their barrier then end for the reason that is true.
  overdue.sort((a, b) => Number(a.ready) - Number(b.ready));
  for (const open of overdue) {
    if (!ledger.open.has(open.row.id)) continue;
    tellTarget(ledger, open.row, { type: "withdrawCommand", id: open.row.id });
    finish(ledger, open.row.id, endingOf(open, now), ctx);
  }
  ledger.nextDueAt = Infinity;
  armDeadlines(ledger, ledger.open.values(), ctx);
}

function endingOf(open: OpenRow, now: number): Ending {
  const { state, deadlineAt } = open.row;
  if (state === "queued") {
    if (now < deadlineAt) {
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
